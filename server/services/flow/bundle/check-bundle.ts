import { listExistingSlugs } from '@/server/db/flow/store';
import { listPublishedVersionIds } from '@/server/db/flow-version/published';
import { errorsFirst } from '@/server/engine/definition/problem';
import { type Trigger, triggerName } from '@/server/engine/definition/trigger';
import { addUnknownNames, type Validation, validateInSteps } from '@/server/engine/validate';
import { checkKnownConfig } from '@/server/engine/validate/checks/check-known-config';
import { checkKnownConnections } from '@/server/engine/validate/checks/check-known-connections';
import { checkKnownSecrets } from '@/server/engine/validate/checks/check-known-secrets';
import { runInSlices } from '@/server/gateways/run-in-slices';
import type { FlowProblemDetail } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';
import { findTriggerConflicts } from '../../trigger/find-trigger-conflicts';
import { describeTakenTrigger } from '../../trigger/taken-trigger';
import { listKnownNames } from '../draft/list-known-names';
import { findMutualCalls, listAllCalls } from './find-mutual-calls';
import type { BundledFlow, BundleProblem } from './schema';

/** Further problems are left out. */
const MAX_PROBLEMS = 500;

/**
 * Lists the problems of all flows of a bundle, errors first. A called flow is one of the bundle or of the organization,
 * published or not.
 */
export async function checkBundle(
  ctx: ServiceContext,
  orgId: string,
  flows: readonly BundledFlow[],
): Promise<BundleProblem[]> {
  const slugs = flows.map(({ slug }) => slug);
  const called = listAllCalls(flows);
  const [existing, published] = await Promise.all([
    listExistingSlugs(ctx.db, { orgId, slugs: called }),
    listPublishedVersionIds(ctx.db, { orgId, slugs: called }),
  ]);
  const known = [...new Set([...slugs, ...existing])];
  const owners = new Map<string, BundledFlow>();
  const problems = findMutualCalls(flows, new Set(Object.keys(published)));
  for (const flow of flows) {
    const validation = await runInSlices(validateInSteps(flow.definition));
    const flowsAlone = { flows: known.filter((slug) => slug !== flow.slug), own: flow.slug };
    const { definition, problems: found } = addUnknownNames(validation, flowsAlone);
    const missing = listMissingNames(validation, await listKnownNames(ctx.db, orgId, validation));
    const triggers = definition?.triggers ?? [];
    const conflicts = await findTriggerConflicts(ctx, orgId, { triggers, ownSlugs: slugs });
    const own = listTakenTriggers(owners, flow, triggers);
    problems.push(
      ...[...conflicts, ...own, ...found, ...missing].map((problem) => ({ flow: flow.slug, ...problem })),
    );
  }
  return problems.sort(errorsFirst).slice(0, MAX_PROBLEMS);
}

// Secrets, connections and configuration values may be added after the import, but before a flow is published.
function listMissingNames(
  { secrets, config, connections }: Validation,
  known: Awaited<ReturnType<typeof listKnownNames>>,
): FlowProblemDetail[] {
  const missing = [
    ...checkKnownSecrets(secrets, known.secrets),
    ...checkKnownConfig(config, known.config),
    ...checkKnownConnections(connections, known.connections),
  ];
  return missing.map((problem) => ({ ...problem, severity: 'warning' }));
}

// Lists the intents and forms that an earlier flow of the bundle has, and notes the others in `owners`.
function listTakenTriggers(
  owners: Map<string, BundledFlow>,
  flow: BundledFlow,
  triggers: readonly Trigger[],
): FlowProblemDetail[] {
  return triggers.flatMap((trigger, index) => {
    if (trigger.type === 'event') return [];
    const key = `${trigger.type} ${triggerName(trigger)}`;
    const owner = owners.get(key);
    if (!owner) owners.set(key, flow);
    const isTaken = owner !== undefined && owner !== flow;
    return isTaken ? [describeTakenTrigger(trigger, index, { slug: owner.slug, flowName: owner.name })] : [];
  });
}
