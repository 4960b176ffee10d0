import type { FlowProblemDetail } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { findTriggerConflicts } from '../../trigger/find-trigger-conflicts';
import { getFlowRow, requireDraftSize } from '../internal';
import { checkDefinition } from './check-definition';

export type ValidateDraftInput = {
  flowId: string;
  /** A definition to check instead of the draft; it is not saved. */
  definition?: unknown;
};

/**
 * Lists the problems of a flow's draft or of a given definition; errors prevent publishing. Throws not_found,
 * limit_exceeded.
 */
export async function validateDraft(
  ctx: ServiceContext,
  { flowId, definition }: ValidateDraftInput,
): Promise<FlowProblemDetail[]> {
  const orgId = requireScope(ctx, 'flows:read');
  const { draft, slug } = await getFlowRow(ctx, orgId, flowId);
  if (definition !== undefined) requireDraftSize(definition);
  const { problems, triggers } = await checkDefinition(ctx, orgId, {
    input: definition ?? draft,
    ownSlug: slug,
  });
  return [...(await findTriggerConflicts(ctx, orgId, { triggers, ownSlug: slug })), ...problems];
}
