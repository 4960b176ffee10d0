import type { ChannelKind } from '@/server/services/channel/channel-facts';
import { createChannel } from '@/server/services/channel/create-channel';
import { getChannel } from '@/server/services/channel/get-channel';
import { listChannels } from '@/server/services/channel/list-channels';
import type { ChannelFields } from '@/server/services/channel/schema';
import { updateChannel } from '@/server/services/channel/update-channel';
import type { ChannelView } from '@/server/services/channel/view';
import type { ServiceContext } from '@/server/services/context';
import { isDomainError } from '@/server/shared/errors';

export type DemoChannel = { channel: ChannelView; webhookSecret?: string };

type Wanted = {
  kind: ChannelKind;
  name: string;
  /** The channel of an earlier start, and its secret. */
  known: { channelId: string; webhookSecret?: string | undefined } | undefined;
  webhookUrl: string;
  /** The settings of a new channel. */
  fields: () => Promise<ChannelFields> | ChannelFields;
};

const WEBHOOK_DESK = /^http:\/\/[^/]+\/demo\/webhooks\/[a-z]+$/;

/** Finds or makes the demo's channel of a kind; returns null when it was removed. */
export async function keepChannel(ctx: ServiceContext, wanted: Wanted): Promise<DemoChannel | null> {
  const { known, kind, name, webhookUrl } = wanted;
  const found = known ? await findById(ctx, known.channelId) : await findByName(ctx, wanted);
  if (found) {
    const channel = await followAddress(ctx, found, webhookUrl);
    return { channel, ...(known?.webhookSecret && { webhookSecret: known.webhookSecret }) };
  }
  if (known) return null;
  const made = await createChannel(ctx, { kind, name, webhookUrl, ...(await wanted.fields()) });
  return { channel: made.channel, ...(made.webhookSecret && { webhookSecret: made.webhookSecret }) };
}

async function findById(ctx: ServiceContext, channelId: string): Promise<ChannelView | null> {
  try {
    return await getChannel(ctx, { channelId });
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

// The file of an earlier start may be lost; then the channel is found by its name.
async function findByName(ctx: ServiceContext, { kind, name }: Wanted): Promise<ChannelView | null> {
  const { items } = await listChannels(ctx, { kind, ordering: 'created_at', limit: 100 });
  return items.find((channel) => channel.name === name) ?? null;
}

/** Updates a webhook URL that points to the demo's own receiver. */
async function followAddress(
  ctx: ServiceContext,
  channel: ChannelView,
  wanted: string,
): Promise<ChannelView> {
  const { id, webhookUrl } = channel;
  if (webhookUrl === null || webhookUrl === wanted || !WEBHOOK_DESK.test(webhookUrl)) return channel;
  return (await updateChannel(ctx, { channelId: id, webhookUrl: wanted })).channel;
}
