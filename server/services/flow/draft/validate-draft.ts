import type { PersonalPlace } from '@/server/engine/personal/place';
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

/** The problems of a definition, of which errors prevent publishing, and the places that personal data can get to. */
export type DraftReport = { problems: FlowProblemDetail[]; personalData: PersonalPlace[] };

/** Checks a flow's draft or a given definition. Throws not_found, limit_exceeded. */
export async function validateDraft(
  ctx: ServiceContext,
  { flowId, definition }: ValidateDraftInput,
): Promise<DraftReport> {
  const orgId = requireScope(ctx, 'flows:read');
  const { draft, slug } = await getFlowRow(ctx, orgId, flowId);
  if (definition !== undefined) requireDraftSize(definition);
  return report(ctx, orgId, definition ?? draft, slug);
}

/** Checks a definition without a flow as a draft of the organization. Throws invalid_request, limit_exceeded. */
export async function validateDefinition(
  ctx: ServiceContext,
  { definition, slug = null }: { definition: JsonObject; slug?: string | null | undefined },
): Promise<DraftReport> {
  const orgId = requireScope(ctx, 'flows:read');
  requireValid(newFlowSchema.shape.slug, slug ?? undefined, ['slug']);
  requireDraftSize(definition);
  return report(ctx, orgId, definition, slug);
}

async function report(
  ctx: ServiceContext,
  orgId: string,
  input: unknown,
  slug: string | null,
): Promise<DraftReport> {
  const { problems, triggers, personalData } = await checkDefinition(ctx, orgId, { input, ownSlug: slug });
  const ownSlugs = slug === null ? [] : [slug];
  const conflicts = await findTriggerConflicts(ctx, orgId, { triggers, ownSlugs });
  return { problems: [...conflicts, ...problems], personalData };
}
