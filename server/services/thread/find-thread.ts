import { findThreadById, findThread as findThreadRow } from '@/server/db/thread/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';
import { requireChannelAccess, requireOwnThread } from './access';
import { type ThreadView, toThreadView } from './view';

export type ThreadRef = { channelId: string; externalId: string };

/** Finds a thread by its external id; null when the channel has none. */
export async function findThread(
  ctx: ServiceContext,
  { channelId, externalId }: ThreadRef,
): Promise<ThreadView | null> {
  const orgId = requireChannelAccess(ctx, 'sessions:read', channelId);
  const row = await findThreadRow(ctx.db, { orgId, channelId, externalId });
  if (row) requireOwnThread(ctx, row);
  return row && toThreadView(row);
}

/** Returns a thread by its external id; throws not_found. */
export async function getThread(ctx: ServiceContext, ref: ThreadRef): Promise<ThreadView> {
  const thread = await findThread(ctx, ref);
  if (!thread) throw domainError('not_found', { thing: 'thread', id: ref.externalId });
  return thread;
}

/** Returns a thread by its id; throws not_found. */
export async function getThreadById(
  ctx: ServiceContext,
  { threadId }: { threadId: string },
): Promise<ThreadView> {
  const { orgId } = ctx.actor;
  const row = isUuid(threadId) ? await findThreadById(ctx.db, { orgId, threadId }) : null;
  if (!row) throw domainError('not_found', { thing: 'thread', id: threadId });
  requireChannelAccess(ctx, 'sessions:read', row.channelId);
  requireOwnThread(ctx, row);
  return toThreadView(row);
}
