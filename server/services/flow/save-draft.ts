import { saveDraftRow } from '@/server/db/flow-store';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { getFlowRow, requireDraft, requireName, toFlowView } from './internal';
import type { FlowView } from './view';

export type SaveDraftInput = {
  flowId: string;
  draft?: unknown;
  name?: string | undefined;
  ifRev?: number | undefined;
};

/** Saves the draft, finished or not, or the name alone; throws draft_conflict when `ifRev` is not the revision it has. */
export async function saveDraft(ctx: ServiceContext, input: SaveDraftInput): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const row = await getFlowRow(ctx, orgId, input.flowId);
  const saved = await saveDraftRow(ctx.db, {
    orgId,
    flowId: row.id,
    draft: input.draft === undefined ? row.draft : requireDraft(input.draft),
    name: input.name === undefined ? null : requireName(input.name),
    // A name that is saved alone must not bring an older draft back.
    ifRev: input.ifRev ?? (input.draft === undefined ? row.draftRev : null),
    at: new Date(ctx.clock.now()),
  });
  const now = await getFlowRow(ctx, orgId, row.id);
  if (!saved) throw domainError('draft_conflict', { currentRev: now.draftRev });
  return toFlowView(now);
}
