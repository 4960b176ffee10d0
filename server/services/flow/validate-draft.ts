import type { FlowProblemDetail } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { checkDefinition } from './check-definition';
import { getFlowRow } from './internal';

export type ValidateDraftInput = { flowId: string } | { definition: unknown };

/** Lists what is wrong with a flow's draft, or with a definition that is nowhere saved; errors prevent publishing. */
export async function validateDraft(
  ctx: ServiceContext,
  input: ValidateDraftInput,
): Promise<FlowProblemDetail[]> {
  const orgId = requireScope(ctx, 'flows:read');
  return (await checkDefinition(ctx, orgId, await toChecked(ctx, orgId, input))).problems;
}

async function toChecked(ctx: ServiceContext, orgId: string, input: ValidateDraftInput) {
  if ('definition' in input) return { input: input.definition, ownSlug: null };
  const { draft, slug } = await getFlowRow(ctx, orgId, input.flowId);
  return { input: draft, ownSlug: slug };
}
