import { listPublishedVersionIds } from '@/server/db/flow-version/published';
import type { Trigger } from '@/server/engine/definition/trigger';
import { listCalledFlows } from '@/server/engine/program';
import { addUnknownCalls, validateInSteps } from '@/server/engine/validate';
import { runInSlices } from '@/server/gateways/run-in-slices';
import type { FlowProblemDetail } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';

export type CheckedDefinition = {
  problems: FlowProblemDetail[];
  links: Record<string, string>;
  /** The triggers of the flow; empty when the definition is invalid. */
  triggers: readonly Trigger[];
};

/** Lists the problems of a definition in its organization, and pins each called flow to its published version. */
export async function checkDefinition(
  { db }: ServiceContext,
  orgId: string,
  { input, ownSlug }: { input: unknown; ownSlug: string | null },
): Promise<CheckedDefinition> {
  const validation = await runInSlices(validateInSteps(input));
  const { definition } = validation;
  // A version is pinned to existing versions, so no flow can call itself.
  const slugs = definition ? listCalledFlows(definition).filter((slug) => slug !== ownSlug) : [];
  const links = slugs.length === 0 ? {} : await listPublishedVersionIds(db, { orgId, slugs });
  const { problems } = addUnknownCalls(validation, { flows: Object.keys(links) });
  return { problems, links, triggers: definition?.triggers ?? [] };
}
