import { replayRequests } from '@/server/db/replay/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { getFlowId } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type ReplayView, toReplayView } from './view';

export type ReplayRef = { flowId: string; replayId: string };

/** Returns a replay of a flow with its progress and, once completed, its result. Throws not_found. */
export async function getReplay(ctx: ServiceContext, { flowId, replayId }: ReplayRef): Promise<ReplayView> {
  requireOrgWideScope(ctx, 'flows:read');
  const orgId = requireScope(ctx, 'sessions:read');
  const key = { orgId, flowId: await getFlowId(ctx, orgId, flowId), id: replayId };
  const row = isUuid(replayId) ? await replayRequests.find(ctx.db, key) : null;
  if (row) return toReplayView(row);
  throw domainError('not_found', { thing: 'replay', id: replayId });
}
