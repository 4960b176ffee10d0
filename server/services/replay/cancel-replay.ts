import { replayRequests } from '@/server/db/replay/store';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { getReplay, type ReplayRef } from './get-replay';
import { type ReplayView, toReplayView } from './view';

/** Ends a replay; its worker stops within a second. Throws not_found, and precondition_failed when it is finished. */
export async function cancelReplay(ctx: ServiceContext, ref: ReplayRef): Promise<ReplayView> {
  const orgId = requireOrgWideScope(ctx, 'flows:write');
  const { id } = await getReplay(ctx, ref);
  const canceled = await replayRequests.cancel(ctx.db, { orgId, id, at: new Date(ctx.clock.now()) });
  if (canceled) return toReplayView(canceled);
  throw domainError('precondition_failed', { current: (await getReplay(ctx, ref)).status });
}
