import { type FlowRowWithDraft, findFlow } from '@/server/db/flow/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { isJsonObject, type Json, type JsonObject } from '@/server/shared/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../context';
import { type FlowView, toFlowSummary } from './view';

/** The largest draft, in bytes of JSON. */
export const MAX_DRAFT_BYTES = 1_000_000;
const MAX_NAME_LENGTH = 200;

/** Returns the row of a flow that is not archived; throws not_found. */
export async function getFlowRow(
  { db }: ServiceContext,
  orgId: string,
  flowId: string,
): Promise<FlowRowWithDraft> {
  return requireFlowRow(isUuid(flowId) ? await findFlow(db, { orgId, flowId }) : null, flowId);
}

/** Returns the row; throws not_found for null. */
export function requireFlowRow(row: FlowRowWithDraft | null, flowId: string): FlowRowWithDraft {
  if (row) return row;
  throw domainError('not_found', { thing: 'flow', id: flowId });
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
  if (!isJsonObject(draft)) refuse(['draft'], 'must be a JSON object');
  requireStorable(draft, ['draft']);
  requireDraftSize(draft);
  return draft;
}

/** Throws limit_exceeded for a draft that is too large. */
export function requireDraftSize(draft: unknown): void {
  const actual = Buffer.byteLength(JSON.stringify(draft));
  if (actual > MAX_DRAFT_BYTES)
    throw domainError('limit_exceeded', { limit: 'draft bytes', max: MAX_DRAFT_BYTES, actual });
}

/** Returns the trimmed name; throws invalid_request when it is empty or too long. */
export function requireName(name: string): string {
  const trimmed = requireStorable(name, ['name']).trim();
  if (trimmed.length >= 1 && trimmed.length <= MAX_NAME_LENGTH) return trimmed;
  refuse(['name'], `must have 1 to ${MAX_NAME_LENGTH} characters`);
}

function refuse(path: (string | number)[], message: string): never {
  throw domainError('invalid_request', { issues: [{ path, message }] });
}
