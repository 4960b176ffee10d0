import { type FlowRowWithDraft, updateDraft } from '@/server/db/flow/store';
import { domainError } from '@/server/shared/errors';
import { type Change, withChange } from '../../audit/with-change';
import { requireScope, type ServiceContext } from '../../context';
import { requireValid } from '../../require-valid';
import { getFlowHead, getFlowRow, requireDraftSize, toFlowView } from '../internal';
import { draftChangeSchema } from '../schema';
import type { FlowView } from '../view';
import { requireKnownFormat } from './find-draft-issue';

export type SaveDraftInput = {
  flowId: string;
  draft?: unknown;
  name?: string | undefined;
  ifRev?: number | undefined;
};

/**
 * Saves the draft, complete or not, or only the name; throws draft_conflict when `ifRev` is not the current revision.
 */
export async function saveDraft(ctx: ServiceContext, input: SaveDraftInput): Promise<FlowView> {
  return saveDraftWithChange(ctx, input, toRename);
}

/** Saves the draft with its audit record in one transaction. */
export async function saveDraftWithChange(
  ctx: ServiceContext,
  input: SaveDraftInput,
  toChange: (before: FlowRowWithDraft, after: FlowRowWithDraft) => Change | null,
): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const { draft, name = null } = requireValid(draftChangeSchema, input);
  if (draft) {
    requireKnownFormat(draft, 'draft');
    requireDraftSize(draft);
  }
  const row = await getFlowRow(ctx, orgId, input.flowId);
  const given = {
    orgId,
    flowId: row.id,
    draft: draft ?? row.draft,
    name,
    // Saving only a name must not restore an older draft.
    ifRev: input.ifRev ?? (draft ? null : row.draftRev),
    at: new Date(ctx.clock.now()),
  };
  const saved = await withChange(ctx, async (tx) => {
    const result = await updateDraft(tx, given);
    return { result, change: result && toChange(row, result) };
  });
  if (saved) return toFlowView(saved);
  const { draftRev } = await getFlowHead(ctx, orgId, row.id);
  throw domainError('draft_conflict', { currentRev: draftRev });
}

// Drafts are saved while they are written; the audit log records them when they are published.
function toRename(before: FlowRowWithDraft, { id, name }: FlowRowWithDraft): Change | null {
  if (name === before.name) return null;
  return { action: 'flow.renamed', thingId: id, name, before: { name: before.name }, after: { name } };
}
