import {
  type FlowHead,
  type FlowRowWithDraft,
  findFlow,
  findFlowBySlug,
  findFlowHead,
} from '@/server/db/flow/store';
import { type DomainError, domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { isJsonObject, type Json, type JsonObject } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { requireWithinLimit } from '../require-within-limit';
import { draftSchema } from './schema';
import { isSlug } from './slug';
import { type FlowView, toFlowSummary } from './view';

/** The largest draft, in bytes of JSON. */
const MAX_DRAFT_BYTES = 1_000_000;

/** Returns the row of a flow that is not archived, by its id or slug; throws not_found. */
export async function getFlowRow(
  { db }: ServiceContext,
  orgId: string,
  flowRef: string,
): Promise<FlowRowWithDraft> {
  return requireFlowRow(await findFlowByRef(db, orgId, flowRef), flowRef);
}

/** Returns a flow that is not archived, by its id or slug, without reading its draft; throws not_found. */
export async function getFlowHead(
  { db }: Pick<ServiceContext, 'db'>,
  orgId: string,
  flowRef: string,
): Promise<FlowHead> {
  const ref = isUuid(flowRef) ? { flowId: flowRef } : isSlug(flowRef) ? { slug: flowRef } : null;
  const head = ref && (await findFlowHead(db, { orgId, ...ref }));
  if (head) return head;
  throw missingFlow(flowRef);
}

/** Returns the id of a flow that is not archived, by its id or slug; throws not_found. */
export async function getFlowId(ctx: ServiceContext, orgId: string, flowRef: string): Promise<string> {
  return (await getFlowHead(ctx, orgId, flowRef)).id;
}

/** Finds a flow that is not archived by its id or slug. */
export async function findFlowByRef(
  db: ServiceContext['db'],
  orgId: string,
  flowRef: string,
): Promise<FlowRowWithDraft | null> {
  if (isUuid(flowRef)) return findFlow(db, { orgId, flowId: flowRef });
  return isSlug(flowRef) ? findFlowBySlug(db, { orgId, slug: flowRef }) : null;
}

/** Returns the row; throws not_found for null. */
export function requireFlowRow(row: FlowRowWithDraft | null, flowId: string): FlowRowWithDraft {
  if (row) return row;
  throw missingFlow(flowId);
}

function missingFlow(id: string): DomainError {
  return domainError('not_found', { thing: 'flow', id });
}

export function toFlowView(row: FlowRowWithDraft): FlowView {
  return { ...toFlowSummary(row), draft: toObject(row.draft) };
}

/** Stored drafts and definitions are always objects, because writes accept nothing else. */
export function toObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Requires a JSON object of up to 1 MB; throws invalid_request or limit_exceeded. */
export function requireDraft(draft: unknown): JsonObject {
  const checked = requireValid(draftSchema, draft, ['draft']);
  requireDraftSize(checked);
  return checked;
}

/** Throws limit_exceeded for a draft that is too large; `slug` names its flow if it is one of several. */
export function requireDraftSize(draft: unknown, slug?: string): void {
  const limit = slug === undefined ? 'draft bytes' : `draft bytes of the flow "${slug}"`;
  requireWithinLimit(limit, MAX_DRAFT_BYTES, Buffer.byteLength(JSON.stringify(draft)));
}
