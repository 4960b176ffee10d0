import type { FlowProblemDetail } from '@/server/shared/errors';
import type { JsonObject } from '@/server/shared/json';
import { requireScope, type ServiceContext } from '../../context';
import { requireValid } from '../../require-valid';
import { findTriggerConflicts } from '../../trigger/find-trigger-conflicts';
import { getFlowRow, requireDraftSize } from '../internal';
import { newFlowSchema } from '../schema';
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
  return listProblems(ctx, orgId, definition ?? draft, slug);
}

/** Lists the problems that a definition without a flow would have in the organization. Throws invalid_request, limit_exceeded. */
export async function validateDefinition(
  ctx: ServiceContext,
  { definition, slug = null }: { definition: JsonObject; slug?: string | null | undefined },
): Promise<FlowProblemDetail[]> {
  const orgId = requireScope(ctx, 'flows:read');
  requireValid(newFlowSchema.shape.slug, slug ?? undefined, ['slug']);
  requireDraftSize(definition);
  return listProblems(ctx, orgId, definition, slug);
}

async function listProblems(
  ctx: ServiceContext,
  orgId: string,
  input: unknown,
  slug: string | null,
): Promise<FlowProblemDetail[]> {
  const { problems, triggers } = await checkDefinition(ctx, orgId, { input, ownSlug: slug });
  const ownSlugs = slug === null ? [] : [slug];
  const conflicts = await findTriggerConflicts(ctx, orgId, { triggers, ownSlugs });
  return [...conflicts, ...problems];
}
