import { insertChannel } from '@/server/db/channel-write';
import type { Ids } from '@/server/gateways/ids';
import type { ServiceContext } from '../context';
import { makeChannelSecret } from '../delivery/channel-secrets';
import { requireWholeOrg } from '../require-whole-org';
import type { ChannelKind } from './channel-facts';
import type { ChannelFields } from './channel-fields';
import { checkFields, readSettings } from './check-fields';
import { recordChannel } from './record-channel';
import { type ChannelWithSecret, toChannelView } from './view';

export type CreateChannelInput = ChannelFields & { kind: ChannelKind; name: string };

const PUBLIC_KEY_BYTES = 16;
const DEFAULT_RETRIES = 3;

/**
 * Makes a channel: a chat channel with a publishable key, one with a webhook with a signing secret, whose text is shown
 * this once. Throws invalid_request (umi without a room and a label, flowrest without a flow, and so on) and
 * outbound_blocked for a webhook at an address that may not be called.
 */
export async function createChannel(
  ctx: ServiceContext,
  { kind, ...given }: CreateChannelInput,
): Promise<ChannelWithSecret> {
  const orgId = requireWholeOrg(ctx, 'channels:write');
  const fields = await checkFields(ctx, { orgId, kind, given, isNew: true });
  const at = new Date(ctx.clock.now());
  const channelId = ctx.ids.uuid(at.getTime());
  const made = fields.webhookUrl ? makeChannelSecret(ctx, { orgId, channelId }) : null;
  const row = await insertChannel(ctx.db, {
    orgId,
    id: channelId,
    kind,
    name: fields.name ?? '',
    enabled: fields.enabled ?? true,
    flowId: fields.flowId ?? null,
    roomId: fields.roomId ?? null,
    label: fields.label ?? null,
    publicKey: kind === 'chat' ? makePublicKey(ctx.ids) : null,
    settings: readSettings(kind, {}, fields.settings),
    webhookUrl: fields.webhookUrl ?? null,
    webhookSchedule: fields.webhookSchedule ?? 'vendor',
    maxRetryCount: fields.maxRetryCount ?? DEFAULT_RETRIES,
    secrets: made ? [made.secret] : [],
    createdAt: at,
    modifiedAt: at,
  });
  ctx.channels.forget();
  const channel = toChannelView(row, at.getTime());
  await recordChannel(ctx, 'created', null, channel);
  return { channel, webhookSecret: made?.text ?? null };
}

/** A publishable key: it names a channel to browsers and opens what that channel lets anybody do, so it is no secret. */
export function makePublicKey(ids: Ids): string {
  return `pk_live_${ids.bytes(PUBLIC_KEY_BYTES).toString('hex')}`;
}
