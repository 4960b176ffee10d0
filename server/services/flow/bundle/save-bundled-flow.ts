import type { AuditedTransaction } from '@/server/db/connection/transaction';
import {
  type FlowRowWithDraft,
  findFlow,
  findFlowBySlug,
  insertFlow,
  updateDraft,
} from '@/server/db/flow/store';
import { updateFlowTags } from '@/server/db/flow/tags';
import { updateFlowTests } from '@/server/db/flow/tests';
import { domainError } from '@/server/shared/errors';
import type { Change } from '../../audit/with-change';
import { toStoredTags } from '../tag-keys';
import type { BundledFlow } from './schema';

/** A flow after an import; `id` and `draftRev` are null for one that a dry run would create. */
export type ImportedFlow = {
  id: string | null;
  slug: string;
  name: string;
  action: 'created' | 'updated' | 'unchanged';
  draftRev: number | null;
};

type Work = { orgId: string; makeId(slug: string): string; at: Date };

const ATTEMPTS = 3;

/** `change` is null if nothing changed. */
type Saved = { flow: ImportedFlow; change: Change | null };

/** Creates a flow of a bundle, or saves its draft and name unless they are the same; throws slug_taken. */
export async function saveBundledFlow(tx: AuditedTransaction, work: Work, flow: BundledFlow): Promise<Saved> {
  const { orgId, makeId, at } = work;
  const { slug, name, definition: draft, tests } = flow;
  const tags = toStoredTags(flow.tags);
  const id = makeId(slug);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await findFlowBySlug(tx, { orgId, slug });
    if (before) {
      const saved = await saveOver(tx, work, { before, flow, ownId: id });
      if (saved) return saved;
    } else if (await insertFlow(tx, { orgId, flowId: id, slug, name, draft, tests, tags, at })) {
      const row = await findFlow(tx, { orgId, flowId: id });
      if (row) return { flow: toImported(row, 'created'), change: toCreation(row) };
    }
    // Another request created or archived it meanwhile.
  }
  throw domainError('slug_taken', { slug });
}

async function saveOver(
  tx: AuditedTransaction,
  { orgId, at }: Work,
  { before, flow, ownId }: { before: FlowRowWithDraft; flow: BundledFlow; ownId: string },
): Promise<Saved | null> {
  if (before.id === ownId) return { flow: toImported(before, 'created'), change: null };
  const { definition: draft, name, tests, tags } = flow;
  if (tests) await updateFlowTests(tx, { orgId, flowId: before.id, tests, at });
  if (tags) await updateFlowTags(tx, { orgId, flowId: before.id, tags: toStoredTags(tags) });
  if (isSame(before, flow)) return { flow: toImported(before, 'unchanged'), change: null };
  const after = await updateDraft(tx, { orgId, flowId: before.id, draft, name, ifRev: null, at });
  return after && { flow: toImported(after, 'updated'), change: toUpdate(before, after) };
}

/** Whether a flow has the name and the draft of a flow of a bundle. */
export function isSame(row: FlowRowWithDraft, { name, definition }: BundledFlow): boolean {
  return row.name === name && JSON.stringify(row.draft) === JSON.stringify(definition);
}

export function toImported(row: FlowRowWithDraft, action: ImportedFlow['action']): ImportedFlow {
  const { id, slug, name, draftRev } = row;
  return { id, slug, name, action, draftRev };
}

function toCreation({ id, name, slug }: FlowRowWithDraft): Change {
  return { action: 'flow.created', thingId: id, name, before: null, after: { name, slug } };
}

function toUpdate(before: FlowRowWithDraft, { id, name, draftRev }: FlowRowWithDraft): Change {
  return {
    action: 'flow.imported',
    thingId: id,
    name,
    before: { name: before.name, draftRev: before.draftRev },
    after: { name, draftRev },
  };
}
