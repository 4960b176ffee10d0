import type { ChannelChange, ChannelRow } from '@/server/db/channel/store';
import type { ServiceContext } from '../context';
import { toStoredEnvironment } from '../environment/stored-environment';
import { requireValidFields, requireValidSettings } from './check-fields';
import { changeChannel, getChannelRow, requireChannelScope } from './internal';
import { createWebhookSecret } from './keys/webhook-secrets';
import type { ChannelFields, CheckedFields } from './schema';
import { type ChannelWithSecret, toChannelView } from './view';

export type UpdateChannelInput = ChannelFields & { channelId: string };

/**
 * Changes only the given fields, each setting by itself. A new webhook URL enables a disabled webhook; the first one
 * creates a signing secret, whose text is returned only here. Throws not_found, invalid_request and outbound_blocked.
 */
export async function updateChannel(
  ctx: ServiceContext,
  { channelId, ...given }: UpdateChannelInput,
): Promise<ChannelWithSecret> {
  const orgId = requireChannelScope(ctx, 'channels:write', channelId);
  const { kind } = await getChannelRow(ctx, orgId, channelId);
  const fields = await requireValidFields(ctx, { orgId, kind, given, isNew: false });
  const now = ctx.clock.now();
  const first = createWebhookSecret(ctx, { orgId, channelId });
  const row = await changeChannel(ctx, { orgId, channelId }, 'updated', (old) => ({
    ...toChange(old, fields),
    ...(needsSecret(old, fields) && { secrets: [first.secret] }),
    modifiedAt: new Date(now),
  }));
  const isFirst = row.secrets.some(({ id }) => id === first.secret.id);
  return { channel: toChannelView(row, now), webhookSecret: isFirst ? first.text : null };
}

function toChange(row: ChannelRow, fields: CheckedFields): ChannelChange {
  const { settings, webhookUrl, environment, ...plain } = fields;
  return {
    ...definedOf(plain),
    ...(environment !== undefined && { environment: toStoredEnvironment(environment) }),
    ...(settings && { settings: requireValidSettings(row.kind, row.settings, settings) }),
    ...(webhookUrl !== undefined && { webhookUrl }),
    ...(webhookUrl !== undefined && webhookUrl !== row.webhookUrl && { webhookDisabledAt: null }),
  };
}

function needsSecret({ secrets }: ChannelRow, { webhookUrl }: CheckedFields): boolean {
  return typeof webhookUrl === 'string' && secrets.length === 0;
}

function definedOf<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
