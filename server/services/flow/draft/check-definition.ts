import { listPublishedVersionIds } from '@/server/db/flow-version/published';
import type { Certificate } from '@/server/engine/certify/certificate';
import type { FlowDefinition } from '@/server/engine/definition';
import type { Trigger } from '@/server/engine/definition/trigger';
import { addUnknownCalls, validateInSteps } from '@/server/engine/validate';
import { runInSlices } from '@/server/gateways/run-in-slices';
import type { FlowProblemDetail } from '@/server/shared/errors';
import { isJsonObject } from '@/server/shared/json';
import type { ServiceContext } from '../../context';
import { listCalledSlugs } from '../bundle/list-called-slugs';
import { isSlug } from '../slug';

/** A definition with more calls has too many nodes. */
const MAX_CALLED = 2_000;

export type CheckedDefinition = {
  /** Null when it is invalid. */
  definition: FlowDefinition | null;
  problems: FlowProblemDetail[];
  links: Record<string, string>;
  /** The triggers of the flow; empty when the definition is invalid. */
  triggers: readonly Trigger[];
  /** What holds on every way through the flow; null when the definition is invalid or too large. */
  certificate: Certificate | null;
};

/** Lists the problems of a definition in its organization, and pins each called flow to its published version. */
export async function checkDefinition(
  { db, programs }: ServiceContext,
  orgId: string,
  { input, ownSlug }: { input: unknown; ownSlug: string | null },
): Promise<CheckedDefinition> {
  const slugs = listCallable(input, ownSlug);
  const links = slugs.length === 0 ? {} : await listPublishedVersionIds(db, { orgId, slugs });
  const calls = await programs.summarizeCalls(orgId, { definition: input, links });
  const validation = await runInSlices(validateInSteps(input, calls));
  const { definition, problems, certificate } = addUnknownCalls(validation, { flows: Object.keys(links) });
  return { definition, problems, links, triggers: definition?.triggers ?? [], certificate };
}

// A version is pinned to existing versions, so no flow can call itself.
function listCallable(input: unknown, ownSlug: string | null): string[] {
  const called = isJsonObject(input) ? listCalledSlugs(input) : [];
  return called.filter((slug) => slug !== ownSlug && isSlug(slug)).slice(0, MAX_CALLED);
}
