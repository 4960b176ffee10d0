import { addOrganization, openTestPlatform } from '@/server/tools/test/platform';
import { openDirectMount } from '../../api/support/direct-mount';
import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { captureLog } from '../support/capture-log';
import type { KnownIds } from '../support/known-ids';
import { openStressTarget, type StressTarget } from '../support/open-stress-target';
import { listUnknownProcedures, type Outcome } from '../support/procedures';
import { readRoutes } from '../support/read-routes';
import { type Chance, seedChance } from '../support/seeded';
import { makeDeleted, type OrganizationSetup, setUpOrganization } from '../support/set-up-organization';
import { listAttempts, makeUnknown, type Target, TELLING_LENGTH } from './attempts';
import { findLeak, toComparable } from './compare-answers';
import { hashOrganization, listDifferences } from './hash-organization';
import { listBlind } from './list-blind';
import { listProcedureTargets } from './procedure-targets';
import { listRestTargets } from './rest-targets';

const LOGGED_CHARS = 800;

type Tally = {
  attempts: number;
  called: Set<string>;
  statuses: Record<string, number>;
  failures: string[];
  /** Ids of the victim that became names of the attacker's own things. */
  words: Set<string>;
};

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const { log, lines } = captureLog('error');
  const open = await openStressTarget(postgres, { log });
  try {
    const victim = await setUpAlone(open);
    const before = await hashOrganization(open.testEnv.platform.db.pool, victim.things.orgId);
    const tally = await attack(open, victim, { seed, size });
    const after = await hashOrganization(open.testEnv.platform.db.pool, victim.things.orgId);
    const written = listDifferences(before, after).map(
      (what) => `written in the other organization: ${what}`,
    );
    const logged = lines.map((line) => `logged: ${line.trim().slice(0, LOGGED_CHARS)}`);
    return toReport(tally, [...written, ...logged]);
  } finally {
    await open.close();
  }
}

/** Sets up the victim organization through its own process, so that everything is written before hashes are taken. */
async function setUpAlone({ testEnv }: StressTarget): Promise<OrganizationSetup> {
  const platform = openTestPlatform(testEnv.url);
  const mount = await openDirectMount(platform);
  try {
    return await setUpOrganization(platform, mount.baseUrl, await addOrganization(platform.db));
  } finally {
    await mount.close();
    await platform.close();
  }
}

async function attack(
  open: StressTarget,
  victim: OrganizationSetup,
  { seed, size }: Pick<SuiteOptions, 'seed' | 'size'>,
): Promise<Tally> {
  const { testEnv, baseUrl, orgId } = open;
  const chance = seedChance(seed);
  const documented = await readRoutes(baseUrl);
  const tally: Tally = { attempts: 0, called: new Set(), statuses: {}, failures: [], words: new Set() };
  const missing = listUnknownProcedures().map((path) => `${path} is missing from the matrix`);
  tally.failures.push(...missing);
  const marks = Object.values(victim.ids).filter((id) => id.length >= TELLING_LENGTH);
  while (tally.attempts < size && tally.failures.length < 50) {
    let attacker = await setUpOrganization(testEnv.platform, baseUrl, orgId);
    const deleted = await makeDeleted(attacker.target);
    const targets = [
      ...listRestTargets(baseUrl, documented, () => attacker.things),
      ...listProcedureTargets(testEnv.platform, attacker.owner, () => attacker.ids),
    ].sort((a, b) => Number(TRIED_LAST.test(a.name)) - Number(TRIED_LAST.test(b.name)));
    for (const target of targets) {
      await tryTarget(target, { foreign: victim.ids, deleted, chance, marks, tally });
      if (USES_UP.test(target.name))
        attacker = await setUpOrganization(testEnv.platform, baseUrl, orgId, attacker.owner);
    }
    const uncalled = targets.filter(({ name }) => !tally.called.has(name));
    tally.failures.push(...uncalled.map(({ name }) => `${name} is missing from the matrix`));
  }
  tally.failures.push(...(await listBlind(open, documented, chance)));
  return tally;
}

// A channel of flowrest accepts any text as a new thread id, a new flow any slug, and a new secret, connection or configuration value any name, so
// afterwards the id also belongs to the caller.
const USES_UP =
  /^[A-Z]+ \/rest\/v1\/.*\{threadId\}|^PUT .*\/flows\/\{flowId\}$|^PUT .*\/(?:secrets|connections|config)\/\{\w+\}$/;
const TRIED_LAST = /^PUT .*\/(?:secrets|connections|config)\//;
const BROKEN = /^5|^INTERNAL/;

type Setup = { foreign: KnownIds; deleted: KnownIds; chance: Chance; marks: readonly string[]; tally: Tally };

async function tryTarget(target: Target, { foreign, deleted, chance, marks, tally }: Setup): Promise<void> {
  const count = (name: string, { status }: Outcome) => {
    tally.called.add(name);
    tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
  };
  for (const field of target.fields) {
    for (const attempt of listAttempts(
      toField(target, field),
      { foreign, deleted, words: tally.words },
      chance,
    )) {
      const unknown = makeUnknown(attempt.id, chance);
      const expected = await target.call(field, unknown);
      const found = await target.call(field, attempt.id);
      if (USES_UP.test(target.name)) tally.words.add(attempt.id);
      count(target.name, found);
      tally.attempts += 2;
      const what = `${target.name}, ${field} ${attempt.kind} ${attempt.id}`;
      if (BROKEN.test(found.status)) tally.failures.push(`${what}: failed with ${found.body.slice(0, 300)}`);
      const leak = findLeak(found, marks, attempt.id);
      if (leak) tally.failures.push(`${what}: answered with ${leak}: ${found.body.slice(0, 300)}`);
      const [should, is] = [toComparable(expected, unknown), toComparable(found, attempt.id)];
      if (should !== is) tally.failures.push(`${what}: ${is.slice(0, 300)} and not ${should.slice(0, 300)}`);
    }
  }
  if (target.fields.length > 0) return;
  // Without an id the request names nothing, but the response could still leak data.
  const response = await target.call(null, '');
  count(target.name, response);
  tally.attempts += 1;
  // What the attacker has chosen as a name is listed among its own things.
  const others = marks.filter((mark) => !tally.words.has(mark));
  const leak = findLeak(response, others, '');
  if (leak) tally.failures.push(`${target.name}: answered with ${leak}`);
}

const LISTS = /\.list/;
// By design: one restores an archived flow, the others answer that it is archived.
const KNOWS_ARCHIVED = /^flow\.restore$|\/flows\/\{flowId\}\/(?:restore|sessions|execute)$/;

function toField({ name }: Target, field: string) {
  const [place = '', inner = place] = field.split(':');
  return { field: inner, findsDeleted: place === 'query' || LISTS.test(name) || KNOWS_ARCHIVED.test(name) };
}

function toReport({ attempts, called, statuses, failures }: Tally, more: string[]): SuiteReport {
  const counts = {
    attempts,
    'routes and procedures': called.size,
    ...Object.fromEntries(Object.entries(statuses).map(([status, count]) => [`of ${status}`, count])),
  };
  return { counts, successes: attempts - failures.length, failures: [...failures, ...more] };
}

/** Tries to reach another organization's data through every route and procedure. */
export const TENANTS: Suite = {
  name: 'tenants',
  promise: 'nothing of another organization is read, written or distinguishable from what does not exist',
  sizes: { short: 1_000, long: 6_000 },
  minimumOf: (size) => size,
  run,
};
