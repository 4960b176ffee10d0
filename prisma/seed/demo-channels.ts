import { listTriggers } from '@/server/db/flow-trigger/store';
import type { ServiceContext } from '@/server/services/context';
import { createRoom } from '@/server/services/room/create-room';
import type { Scope } from '@/server/shared/scopes';
import { keepAgent } from './demo-agent';
import { keepChannel } from './demo-channel';
import type { DemoFacts } from './demo-facts';
import { keepKey } from './demo-keys';
import { keepPrice } from './demo-price';

export type ChannelFacts = Pick<DemoFacts, 'chat' | 'flowrest' | 'umi' | 'removed'>;

/** `demoUrl` is where the demo's own endpoints are served, `pageUrls` are the origins of pages that may use the chat. */
export type ChannelSeed = {
  known: ChannelFacts;
  flowId: string | undefined;
  ownerId: string;
  demoUrl: string;
  pageUrls: string[];
};

type Maker<Facts> = (ctx: ServiceContext, seed: ChannelSeed) => Promise<Facts | null>;

const SPEAKING: readonly Scope[] = ['sessions:read', 'sessions:write', 'channels:read', 'flows:read'];

/** Makes a channel of each kind unless present or removed; returns the credentials of each. */
export async function seedChannels(ctx: ServiceContext, seed: ChannelSeed): Promise<ChannelFacts> {
  const removed = new Set(seed.known.removed);
  const keep = async <Facts>(kind: string, make: Maker<Facts>): Promise<Facts | null> => {
    const facts = removed.has(kind) ? null : await make(ctx, seed);
    if (facts === null) removed.add(kind);
    return facts;
  };
  const chat = await keep('chat', keepChat);
  const flowrest = seed.flowId === undefined ? null : await keep('flowrest', keepFlowrest);
  const umi = seed.flowId === undefined ? null : await keep('umi', keepUmi);
  return {
    ...(chat && { chat }),
    ...(flowrest && { flowrest }),
    ...(umi && { umi }),
    ...(removed.size > 0 && { removed: [...removed].sort() }),
  };
}

const keepChat: Maker<NonNullable<ChannelFacts['chat']>> = async (ctx, { known, demoUrl, pageUrls }) => {
  const kept = await keepChannel(ctx, {
    kind: 'chat',
    name: 'Demo shop',
    known: known.chat,
    webhookUrl: `${demoUrl}/webhooks/chat`,
    fields: () => ({
      settings: {
        allowedOrigins: pageUrls,
        widget: { label: 'Ask us' },
        quickQuestions: [{ question: 'Where is my order?', intentName: 'order_status' }],
      },
    }),
  });
  if (!kept) return null;
  const { channel, ...secret } = kept;
  if (channel.kind !== 'chat' || !channel.publicKey) return null;
  const pricedModel = await keepPrice(ctx, known.chat === undefined);
  const engine = { name: 'Demo: engine token of chat', scopes: SPEAKING };
  return {
    channelId: channel.id,
    publicKey: channel.publicKey,
    engineToken: await keepKey(ctx, known.chat?.engineToken, engine),
    intents: await listIntentNames(ctx, channel.settings.allowedIntents),
    ...(pricedModel && { pricedModel }),
    ...secret,
  };
};

async function listIntentNames(
  { db, actor }: ServiceContext,
  allowed: readonly string[] | null,
): Promise<string[]> {
  const found = await listTriggers(db, { orgId: actor.orgId, type: 'intent' });
  const names = found.map(({ name }) => name);
  return allowed ? names.filter((name) => allowed.includes(name)) : names;
}

const keepFlowrest: Maker<NonNullable<ChannelFacts['flowrest']>> = async (
  ctx,
  { known, flowId, demoUrl },
) => {
  const kept = await keepChannel(ctx, {
    kind: 'flowrest',
    name: 'Demo messenger',
    known: known.flowrest,
    webhookUrl: `${demoUrl}/webhooks/flowrest`,
    fields: () => ({ flowId: flowId ?? null, settings: { businessHours: [BUSINESS_HOURS] } }),
  });
  if (!kept) return null;
  const { channel, ...secret } = kept;
  const key = { name: 'Demo: messenger', scopes: SPEAKING, channelId: channel.id };
  return { channelId: channel.id, apiKey: await keepKey(ctx, known.flowrest?.apiKey, key), ...secret };
};

const BUSINESS_HOURS = {
  label: 'Support',
  timezone: 'UTC',
  weekdays: (['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const).map((weekday) => ({
    weekday,
    content: [{ from: '9:00', to: '17:00' }],
  })),
  holidays: [],
};

const keepUmi: Maker<NonNullable<ChannelFacts['umi']>> = async (ctx, { known, flowId, ownerId, demoUrl }) => {
  const kept = await keepChannel(ctx, {
    kind: 'umi',
    name: 'Demo e-mail',
    known: known.umi && { ...known.umi, channelId: known.umi.configId },
    webhookUrl: `${demoUrl}/webhooks/umi`,
    fields: async () => {
      const room = await createRoom(ctx, { name: 'Demo room', mode: 'flow', flowId: flowId ?? null });
      return { roomId: room.id, label: 'email' };
    },
  });
  if (!kept?.channel.roomId) return null;
  const { channel, ...secret } = kept;
  const key = { name: 'Demo: e-mail', scopes: [...SPEAKING, 'channels:write' as const] };
  return {
    token: await keepKey(ctx, known.umi?.token, key),
    roomId: kept.channel.roomId,
    userId: (await keepAgent(ctx, ctx.actor.orgId, known.umi?.userId)) ?? ownerId,
    configId: channel.id,
    ...secret,
  };
};
