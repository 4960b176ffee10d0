import { findChannel, insertChannel, type NewChannel } from '@/server/db/channel/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { toStoredEnvironment } from '../environment/stored-environment';
import { createOnce } from '../idempotency/create-once';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { toChannelChange } from './channel-change';
import type { ChannelKind } from './channel-facts';
import { requireValidFields, requireValidSettings } from './check-fields';
import { makePublicKey } from './keys/public-key';
import { createWebhookSecret, openActiveSecrets, type WebhookSecretOwner } from './keys/webhook-secrets';
import type { ChannelFields, CheckedFields } from './schema';
import { type ChannelWithSecret, toChannelView } from './view';

export type CreateChannelInput = ChannelFields & { kind: ChannelKind; name: string };

const DEFAULT_RETRIES = 3;

/**
 * Creates a channel: a chat channel gets a publishable key, a webhook gets a signing secret, whose text is returned
 * only here. Throws invalid_request, also for a missing field of the kind, and outbound_blocked for a webhook whose
 * address is not allowed.
 */
export async function createChannel(
  ctx: ServiceContext,
  { kind, ...given }: CreateChannelInput,
): Promise<ChannelWithSecret> {
  const orgId = requireOrgWideScope(ctx, 'channels:write');
  const fields = await requireValidFields(ctx, { orgId, kind, given, isNew: true });
  const row = await createOnce(ctx, {
    find: (channelId) => findChannel(ctx.db, { orgId, channelId }),
    create: (channelId) =>
      withChange(ctx, async (tx) => {
        const result = await insertChannel(tx, toNewChannel(ctx, { orgId, channelId }, kind, fields));
        const made = toChannelView(result, ctx.clock.now());
        return { result, change: toChannelChange('created', null, made) };
      }),
  });
  ctx.channels.invalidate();
  const now = ctx.clock.now();
  const channel = toChannelView(row, now);
  const [webhookSecret = null] = openActiveSecrets(ctx, { orgId, channelId: row.id, kept: row.secrets }, now);
  return { channel, webhookSecret };
}

function toNewChannel(
  ctx: ServiceContext,
  { orgId, channelId }: WebhookSecretOwner,
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
    environment: toStoredEnvironment(fields.environment),
    settings: requireValidSettings(kind, {}, fields.settings),
    webhookUrl: fields.webhookUrl ?? null,
    webhookSchedule: fields.webhookSchedule ?? 'vendor',
    maxRetryCount: fields.maxRetryCount ?? DEFAULT_RETRIES,
    secrets: fields.webhookUrl ? [createWebhookSecret(ctx, { orgId, channelId }).secret] : [],
    createdAt: at,
    modifiedAt: at,
  };
}
