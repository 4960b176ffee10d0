import fc from 'fast-check';
import { ACCEPTED_KEYS, HOSTILE_KEYS, hostileObject } from '@/server/engine/fixtures/hostile-keys';
import { ask } from '../../../api/support/target';
import type { ProofOptions, ProofReport, Suite } from '../../suite';
import { openProofTarget, type ProofTarget } from '../../support/open-proof-target';
import { type ConsoleClient, openConsole } from './call-console';
import { type Door, type JsonRecord, listDoors } from './doors';
import { findDraftFaults } from './drafts';
import { readSurfaces } from './surfaces';

type Scene = { target: ProofTarget; console: ConsoleClient; doors: Door[] };
type Tally = { sent: number; bytes: number; reads: number; refusals: number; failures: string[] };

async function prove({ seed, size, postgres }: ProofOptions): Promise<ProofReport> {
  const target = await openProofTarget(postgres);
  try {
    const { platform } = target.testEnv;
    const owner = { type: 'user', orgId: target.orgId, userId: crypto.randomUUID(), role: 'owner' } as const;
    const scene = { target, console: openConsole(platform, owner), doors: await listDoors(target) };
    const tally: Tally = { sent: 0, bytes: 0, reads: 0, refusals: 0, failures: [] };
    const draw = (keys: readonly string[]) => fc.sample(hostileObject(keys), { seed, numRuns: size });
    for (const given of draw(ACCEPTED_KEYS)) await sendEverywhere(scene, given, tally);
    for (const given of draw(HOSTILE_KEYS)) await refuseEverywhere(scene, given, tally);
    tally.failures.push(...(await findDraftFaults(target, scene.console, draw(ACCEPTED_KEYS))));
    return await toReport(scene, size, tally);
  } finally {
    await target.close();
  }
}

/** What a door takes comes back as it was on every surface, and none of them fails. */
async function sendEverywhere(scene: Scene, given: JsonRecord, tally: Tally): Promise<void> {
  for (const door of scene.doors) {
    const fitted = door.fit(given);
    const text = JSON.stringify(fitted);
    const what = `${door.name} ${text}`;
    const { status, text: answer } = await door.send(fitted);
    tally.sent += 1;
    tally.bytes += text.length;
    if (status >= 300) {
      tally.failures.push(`${what}: ${status} ${answer}`);
      continue;
    }
    const sessionId = await findNewest(scene.target);
    const { reads, faults, session } = await readSurfaces(scene.target, scene.console, sessionId);
    tally.reads += reads;
    tally.failures.push(...faults.map((fault) => `${what}: ${fault}`));
    const missing = findMissing(door.shown(fitted), session[door.part]);
    tally.failures.push(...missing.map((name) => `${what}: ${door.part} lack ${name} as it was sent`));
  }
}

function findMissing(sent: JsonRecord, shown: unknown): string[] {
  const kept = new Map(Object.entries((shown ?? {}) as JsonRecord));
  return Object.entries(sent)
    .filter(([name, value]) => JSON.stringify(kept.get(name)) !== JSON.stringify(value))
    .map(([name]) => JSON.stringify(name));
}

/** `__proto__` is refused by name, at whatever depth it stands, and starts nothing. */
async function refuseEverywhere(scene: Scene, given: JsonRecord, tally: Tally): Promise<void> {
  const depth = JSON.stringify(given).length % 2;
  const forbidden = JSON.parse('{"__proto__":["x"]}') as JsonRecord;
  for (const door of scene.doors) {
    const isFlat = door.name.startsWith('chat variables') || door.name.startsWith('umi');
    const spoiled = depth === 0 || isFlat ? { ...given, ...forbidden } : { ...given, deep: [forbidden] };
    const before = await countSessions(scene.target, door);
    const { status, text } = await door.send(door.fit(spoiled));
    const isRefused = [400, 422].includes(status) && text.includes('__proto__');
    const started = (await countSessions(scene.target, door)) - before;
    if (isRefused && started === 0) tally.refusals += 1;
    else
      tally.failures.push(`${door.name} ${JSON.stringify(spoiled)}: ${status} ${text}, ${started} started`);
  }
}

async function findNewest({ testEnv, orgId }: ProofTarget): Promise<string> {
  const text = 'SELECT id FROM sessions WHERE org_id = $1 ORDER BY last_activity_at DESC, id DESC LIMIT 1';
  const { rows } = await testEnv.platform.db.pool.query<{ id: string }>(text, [orgId]);
  return rows[0]?.id ?? '';
}

// The change of variables needs a session of its own, which is not what is refused.
async function countSessions({ testEnv, orgId }: ProofTarget, { name }: Door): Promise<number> {
  if (name === 'headless changed variables') return 0;
  const text = 'SELECT count(*)::int n FROM sessions WHERE org_id = $1';
  return (await testEnv.platform.db.pool.query<{ n: number }>(text, [orgId])).rows[0]?.n ?? 0;
}

async function toReport({ target, doors }: Scene, size: number, tally: Tally): Promise<ProofReport> {
  const { status } = await ask(target, 'GET', `/api/v1/orgs/${target.orgId}/sessions?limit=100`);
  const { sent, bytes, reads, refusals, failures } = tally;
  return {
    counts: { doors: doors.length, objects: size, sent, 'bytes sent': bytes, reads, refusals },
    successes: sent + refusals,
    failures: [...failures, ...(status === 200 ? [] : [`the list of sessions answers ${status}`])],
  };
}

const DOORS = 9;

/** JSON whose keys are names that objects inherit or libraries look for, through every door and to every surface. */
export const JSON_KEYS: Suite = {
  name: 'json-keys',
  proves: 'JSON that was accepted comes back unchanged on every surface, whatever its keys are called',
  sizes: { short: 3, long: 200 },
  minimumOf: (size) => DOORS * size * 2,
  prove,
};
