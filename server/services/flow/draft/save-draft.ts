import { type FlowRowWithDraft, updateDraft } from '@/server/db/flow/store';
import { domainError } from '@/server/shared/errors';
import { type Change, withChange } from '../../audit/with-change';
import { requireScope, type ServiceContext } from '../../context';
import { getFlowRow, requireDraft, requireName, toFlowView } from '../internal';
import type { FlowView } from '../view';

export type SaveDraftInput = {
  flowId: string;
  draft?: unknown;
  name?: string | undefined;
  ifRev?: number | undefined;
};

/** Saves the draft, finished or not, or the name alone; throws draft_conflict when `ifRev` is not the revision it has. */
export async function saveDraft(ctx: ServiceContext, input: SaveDraftInput): Promise<FlowView> {
  return saveDraftWithChange(ctx, input, toRename);
}

/** Saves the draft together with what the audit log says of it. */
export async function saveDraftWithChange(
  ctx: ServiceContext,
  input: SaveDraftInput,
  toChange: (before: FlowRowWithDraft, after: FlowRowWithDraft) => Change | null,
): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const row = await getFlowRow(ctx, orgId, input.flowId);
  const given = {
    orgId,
    flowId: row.id,
    draft: input.draft === undefined ? row.draft : requireDraft(input.draft),
    name: input.name === undefined ? null : requireName(input.name),
    // A name that is saved alone must not bring an older draft back.
    ifRev: input.ifRev ?? (input.draft === undefined ? row.draftRev : null),
    at: new Date(ctx.clock.now()),
  };
  const saved = await withChange(ctx, async (tx) => {
    const result = await updateDraft(tx, given);
    return { result, change: result && toChange(row, result) };
  });
  if (saved) return toFlowView(saved);
  const { draftRev } = await getFlowRow(ctx, orgId, row.id);
  throw domainError('draft_conflict', { currentRev: draftRev });
}

// Drafts are saved as they are written; what becomes of them is recorded when they are published.
function toRename(before: FlowRowWithDraft, { id, name }: FlowRowWithDraft): Change | null {
  if (name === before.name) return null;
  return { action: 'flow.renamed', thingId: id, name, before: { name: before.name }, after: { name } };
}
