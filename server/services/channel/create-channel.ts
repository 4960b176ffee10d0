import { findChannel, insertChannel, type NewChannel } from '@/server/db/channel/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { liveSecrets, makeChannelSecret, type SecretPlace } from '../delivery/channel-secrets';
import { makeOnce } from '../idempotency/make-once';
import { requireWholeOrg } from '../require-whole-org';
import { toChannelChange } from './channel-change';
import type { ChannelKind } from './channel-facts';
import type { ChannelFields, CheckedFields } from './channel-fields';
import { checkFields, readSettings } from './check-fields';
import { makePublicKey } from './public-key';
import { type ChannelWithSecret, toChannelView } from './view';

export type CreateChannelInput = ChannelFields & { kind: ChannelKind; name: string };

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
  const row = await makeOnce(ctx, {
    find: (channelId) => findChannel(ctx.db, { orgId, channelId }),
    make: (channelId) =>
      withChange(ctx, async (tx) => {
        const result = await insertChannel(tx, toNewChannel(ctx, { orgId, channelId }, kind, fields));
        const made = toChannelView(result, ctx.clock.now());
        return { result, change: toChannelChange('created', null, made) };
      }),
  });
  ctx.channels.forget();
  const now = ctx.clock.now();
  const channel = toChannelView(row, now);
  const [webhookSecret = null] = liveSecrets(ctx, { orgId, channelId: row.id, kept: row.secrets }, now);
  return { channel, webhookSecret };
}

function toNewChannel(
  ctx: ServiceContext,
  { orgId, channelId }: SecretPlace,
  kind: ChannelKind,
  fields: CheckedFields,
): NewChannel {
  const at = new Date(ctx.clock.now());
  return {
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
    secrets: fields.webhookUrl ? [makeChannelSecret(ctx, { orgId, channelId }).secret] : [],
    createdAt: at,
    modifiedAt: at,
  };
}
