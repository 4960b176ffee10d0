import { listExistingSlugs } from '@/server/db/flow/store';
import { listPublishedVersionIds } from '@/server/db/flow-version/published';
import { findPersonalRules } from '@/server/db/organization/store';
import type { Certificate } from '@/server/engine/certify/certificate';
import type { CallSummaries } from '@/server/engine/certify/flow-graph';
import type { FlowDefinition } from '@/server/engine/definition';
import type { Trigger } from '@/server/engine/definition/trigger';
import { keepPersonal } from '@/server/engine/personal/check-models';
import type { PersonalPlace } from '@/server/engine/personal/place';
import { addUnknownNames, validateInSteps } from '@/server/engine/validate';
import { runInSlices } from '@/server/gateways/run-in-slices';
import type { FlowProblemDetail } from '@/server/shared/errors';
import { isJsonObject } from '@/server/shared/json';
import type { ServiceContext } from '../../context';
import { parsePersonalRules } from '../../organization/personal-rules';
import { listCalledSlugs } from '../bundle/list-called-slugs';
import { isSlug } from '../slug';
import { findOldVersions } from './find-old-versions';
import { listKnownNames } from './list-known-names';

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
  /** The places that personal data can get to; empty when the definition is invalid or too large. */
  personalData: PersonalPlace[];
};

/** What is published together with a definition: the versions of the flows by slug, and what is known of those that it calls. */
type CheckedSet = { links: Readonly<Record<string, string>>; calls: CallSummaries };

type Given = { input: unknown; ownSlug: string | null; set?: CheckedSet };

/**
 * Lists the problems of a definition in its organization, and pins each called flow to its published version, or to the one that is
 * published along.
 */
export async function checkDefinition(
  ctx: ServiceContext,
  orgId: string,
  { input, ownSlug, set = { links: {}, calls: new Map() } }: Given,
): Promise<CheckedDefinition> {
  const slugs = listCallable(input, ownSlug);
  const isAlong = (slug: string) => Object.hasOwn(set.links, slug);
  const published = await listPublishedVersionIds(ctx.db, {
    orgId,
    slugs: slugs.filter((slug) => !isAlong(slug)),
  });
  const along = Object.fromEntries(Object.entries(set.links).filter(([slug]) => slugs.includes(slug)));
  const links = { ...published, ...along };
  const calls = await ctx.programs.summarizeCalls(orgId, { definition: input, links: published });
  const validation = await runInSlices(validateInSteps(input, new Map([...calls, ...set.calls])));
  const known = {
    flows: Object.keys(links),
    unpublished: await listUnpublished(ctx, orgId, slugs, links),
    ...(await listKnownNames(ctx.db, orgId, validation)),
    personal: parsePersonalRules(await findPersonalRules(ctx.db, { orgId })),
  };
  const { definition, problems, certificate } = addUnknownNames(validation, { ...known, own: ownSlug });
  const old = definition ? await findOldVersions(ctx.db, orgId, { input, ownSlug, links: published }) : [];
  return {
    definition,
    problems: [...problems, ...old],
    links,
    triggers: definition?.triggers ?? [],
    certificate,
    personalData: keepPersonal(validation.personal, known.personal),
  };
}

async function listUnpublished(
  { db }: ServiceContext,
  orgId: string,
  slugs: readonly string[],
  links: Readonly<Record<string, string>>,
): Promise<string[]> {
  return listExistingSlugs(db, { orgId, slugs: slugs.filter((slug) => !Object.hasOwn(links, slug)) });
}

// A node calls its own flow by "self".
function listCallable(input: unknown, ownSlug: string | null): string[] {
  const called = isJsonObject(input) ? listCalledSlugs(input) : [];
  return called.filter((slug) => slug !== ownSlug && isSlug(slug)).slice(0, MAX_CALLED);
}
