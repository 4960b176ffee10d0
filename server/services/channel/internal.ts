import {
  type ChannelChange,
  type ChannelKey,
  type ChannelRow,
  changeChannelRow,
  findChannel,
} from '@/server/db/channel-write';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Scope } from '@/server/shared/scopes';
import { requireScope, type ServiceContext } from '../context';

/** Returns the organization when the actor may do `scope` with this channel; to a key of another channel it does not exist. */
export function requireChannelScope(ctx: ServiceContext, scope: Scope, channelId: string): string {
  const orgId = requireScope(ctx, scope);
  const { actor } = ctx;
  const isOther = actor.type === 'apiKey' && actor.channelId !== null && actor.channelId !== channelId;
  if (isOther) throw noChannel(channelId);
  return orgId;
}

/** Finds a channel of the organization; throws not_found. */
export async function getChannelRow(
  { db }: ServiceContext,
  orgId: string,
  channelId: string,
): Promise<ChannelRow> {
  return requireRow(isUuid(channelId) ? await findChannel(db, { orgId, channelId }) : null, channelId);
}

/** Changes a channel by what `change` makes of its row, which nobody else can change meanwhile; throws not_found. */
export async function changeChannel(
  { db }: ServiceContext,
  { orgId, channelId }: ChannelKey,
  change: (row: ChannelRow) => ChannelChange,
): Promise<ChannelRow> {
  const changed = isUuid(channelId) ? await changeChannelRow(db, { orgId, channelId }, change) : null;
  return requireRow(changed, channelId);
}

function requireRow(row: ChannelRow | null, channelId: string): ChannelRow {
  if (row) return row;
  throw noChannel(channelId);
}

function noChannel(id: string) {
  return domainError('not_found', { thing: 'channel', id });
}
