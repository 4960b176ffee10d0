import { saveDraftRow } from '@/server/db/flow-store';
import { domainError } from '@/server/shared/errors';
import { recordChange } from '../audit/record-change';
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
  if (!saved) {
    const { draftRev } = await getFlowRow(ctx, orgId, row.id);
    throw domainError('draft_conflict', { currentRev: draftRev });
  }
  if (input.name !== undefined && saved.name !== row.name) await recordRename(ctx, row, saved);
  return toFlowView(saved);
}

type Named = { id: string; name: string };

// Drafts are saved as they are written; what becomes of them is recorded when they are published.
function recordRename(ctx: ServiceContext, before: Named, after: Named): Promise<void> {
  return recordChange(ctx, {
    action: 'flow.renamed',
    thingId: after.id,
    name: after.name,
    before: { name: before.name },
    after: { name: after.name },
  });
}
