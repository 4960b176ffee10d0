import fc from 'fast-check';
import { ask } from '@/e2e/api/support/target';
import { ACCEPTED_KEYS, HOSTILE_KEYS, hostileObject } from '@/server/engine/fixtures/hostile-keys';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { openStressTarget, type StressTarget } from '../../support/open-stress-target';
import { type ConsoleClient, openConsole } from './call-console';
import { findDraftFaults } from './drafts';
import { type EntryPoint, type JsonRecord, listEntryPoints } from './entry-points';
import { readSurfaces } from './surfaces';

type Setup = { target: StressTarget; console: ConsoleClient; entryPoints: EntryPoint[] };
type Tally = { sent: number; bytes: number; reads: number; refusals: number; failures: string[] };

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const target = await openStressTarget(postgres);
  try {
    const { platform } = target.testEnv;
    const owner = { type: 'user', orgId: target.orgId, userId: crypto.randomUUID(), role: 'owner' } as const;
    const setup = {
      target,
      console: openConsole(platform, owner),
      entryPoints: await listEntryPoints(target),
    };
    const tally: Tally = { sent: 0, bytes: 0, reads: 0, refusals: 0, failures: [] };
    const draw = (keys: readonly string[]) => fc.sample(hostileObject(keys), { seed, numRuns: size });
    for (const given of draw(ACCEPTED_KEYS)) await sendEverywhere(setup, given, tally);
    for (const given of draw(HOSTILE_KEYS)) await refuseEverywhere(setup, given, tally);
    tally.failures.push(...(await findDraftFaults(target, setup.console, draw(ACCEPTED_KEYS))));
    return await toReport(setup, size, tally);
  } finally {
    await target.close();
  }
}

/** Accepted JSON comes back unchanged on every surface, and no surface fails. */
async function sendEverywhere(setup: Setup, given: JsonRecord, tally: Tally): Promise<void> {
  for (const entryPoint of setup.entryPoints) {
    const fitted = entryPoint.fit(given);
    const text = JSON.stringify(fitted);
    const what = `${entryPoint.name} ${text}`;
    const { status, text: answer } = await entryPoint.send(fitted);
    tally.sent += 1;
    tally.bytes += text.length;
    if (status >= 300) {
      tally.failures.push(`${what}: ${status} ${answer}`);
      continue;
    }
    const sessionId = await findNewest(setup.target);
    const { reads, faults, session } = await readSurfaces(setup.target, setup.console, sessionId);
    tally.reads += reads;
    tally.failures.push(...faults.map((fault) => `${what}: ${fault}`));
    const missing = findMissing(entryPoint.shown(fitted), session[entryPoint.part]);
    tally.failures.push(...missing.map((name) => `${what}: ${entryPoint.part} lack ${name} as it was sent`));
  }
}

function findMissing(sent: JsonRecord, shown: unknown): string[] {
  const kept = new Map(Object.entries((shown ?? {}) as JsonRecord));
  return Object.entries(sent)
    .filter(([name, value]) => JSON.stringify(kept.get(name)) !== JSON.stringify(value))
    .map(([name]) => JSON.stringify(name));
}

/** `__proto__` is refused by name at any depth and starts nothing. */
async function refuseEverywhere(setup: Setup, given: JsonRecord, tally: Tally): Promise<void> {
  const depth = JSON.stringify(given).length % 2;
  const forbidden = JSON.parse('{"__proto__":["x"]}') as JsonRecord;
  for (const entryPoint of setup.entryPoints) {
    const isFlat = entryPoint.name.startsWith('chat variables') || entryPoint.name.startsWith('umi');
    const spoiled = depth === 0 || isFlat ? { ...given, ...forbidden } : { ...given, deep: [forbidden] };
    const before = await countSessions(setup.target, entryPoint);
    const { status, text } = await entryPoint.send(entryPoint.fit(spoiled));
    const isRefused = [400, 422].includes(status) && text.includes('__proto__');
    const started = (await countSessions(setup.target, entryPoint)) - before;
    if (isRefused && started === 0) tally.refusals += 1;
    else
      tally.failures.push(
        `${entryPoint.name} ${JSON.stringify(spoiled)}: ${status} ${text}, ${started} started`,
      );
  }
}

async function findNewest({ testEnv, orgId }: StressTarget): Promise<string> {
  const text = 'SELECT id FROM sessions WHERE org_id = $1 ORDER BY last_activity_at DESC, id DESC LIMIT 1';
  const { rows } = await testEnv.platform.db.pool.query<{ id: string }>(text, [orgId]);
  return rows[0]?.id ?? '';
}

// Changing variables needs its own session, which is accepted.
async function countSessions({ testEnv, orgId }: StressTarget, { name }: EntryPoint): Promise<number> {
  if (name === 'headless changed variables') return 0;
  const text = 'SELECT count(*)::int n FROM sessions WHERE org_id = $1';
  return (await testEnv.platform.db.pool.query<{ n: number }>(text, [orgId])).rows[0]?.n ?? 0;
}

async function toReport({ target, entryPoints }: Setup, size: number, tally: Tally): Promise<SuiteReport> {
  const { status } = await ask(target, 'GET', `/api/v1/orgs/${target.orgId}/sessions?limit=100`);
  const { sent, bytes, reads, refusals, failures } = tally;
  return {
    counts: { entryPoints: entryPoints.length, objects: size, sent, 'bytes sent': bytes, reads, refusals },
    successes: sent + refusals,
    failures: [...failures, ...(status === 200 ? [] : [`the list of sessions answers ${status}`])],
  };
}

const ENTRY_POINTS = 9;

/** Sends JSON with inherited or special property names through every entry point and reads it from every surface. */
export const JSON_KEYS: Suite = {
  name: 'json-keys',
  promise: 'JSON that was accepted comes back unchanged on every surface, whatever its keys are called',
  sizes: { short: 3, long: 200 },
  minimumOf: (size) => ENTRY_POINTS * size * 2,
  run,
};
