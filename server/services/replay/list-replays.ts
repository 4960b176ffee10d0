import { replayRequests } from '@/server/db/replay/store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { getFlowId } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type ReplayView, toReplayView } from './view';

/** Lists the replays of a flow, the newest first. Throws not_found, and invalid_request for a malformed cursor. */
export async function listReplays(
  ctx: ServiceContext,
  { flowId, cursor, limit }: PageRequest & { flowId: string },
): Promise<Page<ReplayView>> {
  requireOrgWideScope(ctx, 'flows:read');
  const orgId = requireScope(ctx, 'sessions:read');
  const after = requireTimeCursor(cursor);
  const id = await getFlowId(ctx, orgId, flowId);
  const rows = await replayRequests.list(ctx.db, { orgId, flowId: id, after, take: limit + 1 });
  const page = toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  return { ...page, items: page.items.map(toReplayView) };
}
