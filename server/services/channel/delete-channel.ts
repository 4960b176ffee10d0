import {
  deleteChannel as deleteChannelRow,
  isDisturbed,
  REMOVAL_TIMEOUT_MS,
} from '@/server/db/channel/delete';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import type { EndedSession } from '@/server/db/session/end-by-turn';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { toChannelChange } from './channel-change';
import { getChannelRow } from './internal';
import { type ChannelView, toChannelView } from './view';

const ATTEMPTS = 5;

/**
 * Deletes a channel with its threads, keys and deliveries, including pending ones. Running sessions end; all sessions
 * stay as the organization's record. Throws not_found.
 */
export async function deleteChannel(
  ctx: ServiceContext,
  { channelId }: { channelId: string },
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'channels:write');
  const at = new Date(ctx.clock.now());
  const before = toChannelView(await getChannelRow(ctx, orgId, channelId), at.getTime());
  const ended = await deleteIfIdle(ctx, orgId, before, at);
  ctx.channels.invalidate();
  for (const { id, turnNo } of ended) ctx.sessions.notify(id, turnNo);
}

async function deleteIfIdle(
  ctx: ServiceContext,
  orgId: string,
  channel: ChannelView,
  at: Date,
): Promise<EndedSession[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await remove(ctx, orgId, channel, at);
    } catch (error) {
      if (attempt === ATTEMPTS || !isDisturbed(error)) throw error;
    }
  }
}

function remove(ctx: ServiceContext, orgId: string, channel: ChannelView, at: Date): Promise<EndedSession[]> {
  const work = async (tx: AuditedTransaction) => {
    const result = await deleteChannelRow(tx, { orgId, channelId: channel.id, at });
    if (!result) throw domainError('not_found', { thing: 'channel', id: channel.id });
    return { result, change: toChannelChange('removed', channel, null) };
  };
  return withChange(ctx, work, { timeoutMs: REMOVAL_TIMEOUT_MS });
}
