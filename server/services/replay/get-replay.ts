import { findReplay } from '@/server/db/replay/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { getFlowRow } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type ReplayView, toReplayView } from './view';

export type ReplayRef = { flowId: string; replayId: string };

/** Returns a replay of a flow with its progress and, once completed, its result. Throws not_found. */
export async function getReplay(ctx: ServiceContext, { flowId, replayId }: ReplayRef): Promise<ReplayView> {
  requireOrgWideScope(ctx, 'flows:read');
  const orgId = requireScope(ctx, 'sessions:read');
  const flow = await getFlowRow(ctx, orgId, flowId);
  const row = isUuid(replayId) ? await findReplay(ctx.db, { orgId, flowId: flow.id, id: replayId }) : null;
  if (row) return toReplayView(row);
  throw domainError('not_found', { thing: 'replay', id: replayId });
}
