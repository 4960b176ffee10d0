import { idFor } from '../support/known-ids';
import type { StressTarget } from '../support/open-stress-target';
import type { Outcome } from '../support/procedures';
import type { Documented } from '../support/read-routes';
import type { Chance } from '../support/seeded';
import { type OrganizationSetup, setUpOrganization } from '../support/set-up-organization';
import { makeUnknown, type Target } from './attempts';
import { toComparable } from './compare-answers';
import { listProcedureTargets } from './procedure-targets';
import { listRestTargets } from './rest-targets';

// By design: names chosen by the caller.
const OWN_WORDS: ReadonlySet<string> = new Set([
  'POST /rest/v1/messages/{threadId} threadId',
  'POST /rest/v1/trigger/event/{threadId} threadId',
  'PUT /api/v1/orgs/{orgId}/config/{configName} configName',
  'PUT /api/v1/orgs/{orgId}/connections/{connectionName} connectionName',
  'PUT /api/v1/orgs/{orgId}/secrets/{secretName} secretName',
  'flow.testNode nodeId',
]);

/**
 * Lists the id positions whose own organization gets the response of a nonexistent id: there nothing reads the
 * id, so an attempt with another organization's id would be meaningless.
 */
export async function listBlind(
  { testEnv, baseUrl, orgId }: StressTarget,
  documented: Documented,
  chance: Chance,
): Promise<string[]> {
  let own = await setUpOrganization(testEnv.platform, baseUrl, orgId);
  const targets = [
    ...listRestTargets(baseUrl, documented, () => own.things),
    ...listProcedureTargets(testEnv.platform, own.owner, () => own.ids),
  ];
  const blind: string[] = [];
  for (const target of targets) {
    for (const field of target.fields) {
      const place = `${target.name} ${field}`;
      if (OWN_WORDS.has(place) || (await isSeen(target, field, own, chance))) continue;
      // Earlier calls may have used up what it needs.
      own = await setUpOrganization(testEnv.platform, baseUrl, orgId, own.owner);
      if (!(await isSeen(target, field, own, chance))) blind.push(`${place} is not looked at`);
    }
  }
  return blind;
}

async function isSeen(
  target: Target,
  field: string,
  { ids }: OrganizationSetup,
  chance: Chance,
): Promise<boolean> {
  const id = idFor(ids, field.split(':').at(-1) ?? '') ?? '';
  const unknown = makeUnknown(id === '' ? crypto.randomUUID() : id, chance);
  const refused = await target.call(field, unknown);
  return withoutIds(refused, unknown) !== withoutIds(await target.call(null, ''), id);
}

function withoutIds(outcome: Outcome, sent: string): string {
  return toComparable(outcome, sent).replaceAll('<sent>', '<id>');
}
