import { listThreads as listThreadRows } from '@/server/db/thread/list';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from './access';
import { type ThreadView, toThreadView } from './view';

export type ThreadPage = { threads: ThreadView[]; page: number; pages: number };

/** Lists a channel's threads, newest first, in pages numbered from 1. */
export async function listThreads(
  ctx: ServiceContext,
  { channelId, page, size }: { channelId: string; page: number; size: number },
): Promise<ThreadPage> {
  const orgId = requireChannelAccess(ctx, 'sessions:read', channelId);
  const offset = (page - 1) * size;
  const { rows, total } = await listThreadRows(ctx.db, { orgId, channelId, limit: size, offset });
  return { threads: rows.map(toThreadView), page, pages: Math.ceil(total / size) };
}
