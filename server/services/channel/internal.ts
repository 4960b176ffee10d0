import {
  type ChannelChange,
  type ChannelKey,
  type ChannelRow,
  findChannel,
  updateChannel,
} from '@/server/db/channel/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Scope } from '@/server/shared/scopes';
import { withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { type ChannelAction, toChannelChange } from './channel-change';
import { toChannelView } from './view';

/**
 * Returns the organization when the actor may do `scope` with this channel; throws not_found to a key of another
 * channel.
 */
export function requireChannelScope(ctx: ServiceContext, scope: Scope, channelId: string): string {
  const orgId = requireScope(ctx, scope);
  const { actor } = ctx;
  const isOther = actor.type === 'apiKey' && actor.channelId !== null && actor.channelId !== channelId;
  if (isOther) throw noChannel(channelId);
  return orgId;
}

/** Returns the row of a channel; throws not_found. */
export async function getChannelRow(
  { db }: ServiceContext,
  orgId: string,
  channelId: string,
): Promise<ChannelRow> {
  return requireRow(isUuid(channelId) ? await findChannel(db, { orgId, channelId }) : null, channelId);
}

/** Changes a channel under a row lock and records it as `action` in the audit log; throws not_found. */
export async function changeChannel(
  ctx: ServiceContext,
  { orgId, channelId }: ChannelKey,
  verb: ChannelAction,
  change: (row: ChannelRow) => ChannelChange,
): Promise<ChannelRow> {
  if (!isUuid(channelId)) throw noChannel(channelId);
  const row = await withChange(ctx, async (tx) => {
    const changed = await updateChannel(tx, { orgId, channelId }, change);
    if (!changed) throw noChannel(channelId);
    const [before, after] = [changed.before, changed.after].map((each) =>
      toChannelView(each, ctx.clock.now()),
    );
    return { result: changed.after, change: toChannelChange(verb, before ?? null, after ?? null) };
  });
  ctx.channels.invalidate();
  return row;
}

function requireRow(row: ChannelRow | null, channelId: string): ChannelRow {
  if (row) return row;
  throw noChannel(channelId);
}

function noChannel(id: string) {
  return domainError('not_found', { thing: 'channel', id });
}
