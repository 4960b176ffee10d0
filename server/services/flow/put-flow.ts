import { domainError, isDomainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { createFlow } from './create-flow';
import { saveDraft } from './draft/save-draft';
import { findFlowByRef } from './internal';
import type { FlowView } from './view';

export type PutFlowInput = {
  /** The slug of the flow, or the id of an existing one. */
  flowRef: string;
  definition: unknown;
  /** Default: the name does not change; a new flow is named after its slug. */
  name?: string | undefined;
  /** The required revision of the draft; the flow must exist. */
  ifRev?: number | undefined;
  /** Whether a missing flow is a failure. */
  mustExist: boolean;
};

/**
 * Saves the draft of a flow, or creates the flow under the slug. Throws draft_conflict when the draft is not at `ifRev`,
 * precondition_failed when a flow that must exist does not, not_found for an unknown id, and invalid_request.
 */
export async function putFlow(
  ctx: ServiceContext,
  input: PutFlowInput,
): Promise<{ flow: FlowView; isNew: boolean }> {
  const orgId = requireScope(ctx, 'flows:write');
  const { flowRef, definition, mustExist, name = flowRef } = input;
  const saved = await saveIfFound(ctx, orgId, input);
  if (saved) return { flow: saved, isNew: false };
  if (isUuid(flowRef)) throw domainError('not_found', { thing: 'flow', id: flowRef });
  if (mustExist) throw domainError('precondition_failed', { current: 'none' });
  try {
    return { flow: await createFlow(ctx, { name, slug: flowRef, definition }), isNew: true };
  } catch (error) {
    // Another request created it meanwhile.
    const late =
      isDomainError(error) && error.code === 'slug_taken' && (await saveIfFound(ctx, orgId, input));
    if (!late) throw error;
    return { flow: late, isNew: false };
  }
}

async function saveIfFound(
  ctx: ServiceContext,
  orgId: string,
  { flowRef, definition: draft, name, ifRev }: PutFlowInput,
): Promise<FlowView | null> {
  const row = await findFlowByRef(ctx.db, orgId, flowRef);
  return row && saveDraft(ctx, { flowId: row.id, draft, name, ifRev });
}
