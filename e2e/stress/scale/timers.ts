import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from '../support/part';
import { toPercentiles } from '../support/percentiles';
import { judgeTimers, listDelays } from './judge-timers';
import { type Parked, parkSessions } from './park-sessions';
import type { ServerProcess, StressEnv } from './stress-env';

const WORKERS = 2;
/** The time limit for all timers together. */
const GOAL_SECONDS = 60;
const LOOK_MS = 250;
const LIMIT_MS = 240_000;

/** Parks sessions whose timers are due at one moment, and waits until two workers have fired them. */
export async function stressTimers(
  testEnv: StressEnv,
  api: ServerProcess,
  { timers }: { timers: number },
): Promise<Part> {
  const ready = Promise.all(Array.from({ length: WORKERS }, () => testEnv.startServer('worker')));
  const parked = await parkSessions(testEnv, api, { count: timers, leadMs: toLeadMs(timers), ready });
  const firedAt = await waitUntilFired(testEnv, parked);
  const seconds = (firedAt - parked.dueAt) / 1_000;
  for (const worker of await ready) await worker.stop();
  const { right, wrong } = await judgeTimers(testEnv, parked);
  return {
    counts: {
      timers,
      'timers: seconds until the last was fired': Math.round(seconds * 10) / 10,
      'timers: fired/s': Math.round(timers / seconds),
      'timers: seconds that they may take': GOAL_SECONDS,
    },
    percentiles: { 'timer after it was due': toPercentiles(await listDelays(testEnv, parked)) },
    successes: right,
    failures: [
      ...(seconds > GOAL_SECONDS ? [`the last timer was fired after ${Math.round(seconds)} s`] : []),
      ...wrong,
    ],
  };
}

// Long enough to write the rows at about ten thousand per second.
const toLeadMs = (timers: number): number => 500 + timers / 5;

async function waitUntilFired(
  { platform: { db } }: StressEnv,
  { templateId, dueAt }: Parked,
): Promise<number> {
  await pause(dueAt - Date.now());
  for (;;) {
    const left = await db.pool.query('SELECT 1 FROM timers WHERE session_id <> $1 LIMIT 1', [templateId]);
    if (left.rowCount === 0 || Date.now() > dueAt + LIMIT_MS) return Date.now();
    await pause(LOOK_MS);
  }
}
