import type { SessionRow } from '@/server/db/session/row';
import { listSessionsByKeys } from '@/server/db/session/store';
import { HOLD_TIMER } from '@/server/db/timer/holds';
import { claimDueTimers, type TimerRow } from '@/server/db/timer/store';
import type { Platform } from '../../context';
import { releaseOnTimeout } from '../debug/release-on-timeout';
import { isOverdue } from '../require-session';
import { createTurnBatcher } from '../runtime/turn-batcher';
import type { AdvanceSession } from '../turn/advance-request';
import { advanceSession } from '../turn/advance-session';
import { CONTROL_TIMER, QUIET_TIMER } from '../turn/turn-step';
import { advanceByTimer } from './advance-by-timer';
import { handBackOnTimeout } from './hand-back-on-timeout';

/** The lease of claimed timers. */
const LEASE_MS = 30_000;
const BATCH = { concurrency: 1, maxItems: 100 };

/**
 * Fires up to `limit` due timers and returns how many it found. Their sessions are read with one statement and their turns
 * are committed together.
 */
export async function fireDueTimers(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const now = platform.clock.now();
  const claim = { now: new Date(now), leaseUntil: new Date(now + LEASE_MS), limit };
  const timers = await claimDueTimers(platform.db, claim);
  if (timers.length === 0) return 0;
  const rows = await readSessions(platform, timers);
  const { commit } = createTurnBatcher(platform.db, BATCH);
  await Promise.all(
    timers.map((timer) => fireTimer(platform, timer, { known: rows.get(timer.sessionId), commit })),
  );
  return timers.length;
}

async function readSessions(
  { db, clock }: Platform,
  timers: readonly TimerRow[],
): Promise<ReadonlyMap<string, SessionRow>> {
  const rows = await listSessionsByKeys(db, timers);
  // An overdue session is left out: it is marked as expired when it is read alone.
  return new Map(rows.flatMap((row) => (isOverdue(row, clock.now()) ? [] : [[row.id, row]])));
}

async function fireTimer(
  platform: Platform,
  timer: TimerRow,
  batch: Pick<AdvanceSession, 'known' | 'commit'>,
): Promise<void> {
  const { orgId, sessionId, key } = timer;
  try {
    if (key === HOLD_TIMER) return await releaseOnTimeout(platform, timer);
    if (key === CONTROL_TIMER) return await handBackOnTimeout(platform, timer);
    if (key === QUIET_TIMER)
      return await advanceByTimer(platform, timer, (_, at) => ({
        steps: [{ event: { type: 'quiet.ended', at } }],
      }));
    const event = { type: 'timer.fired' as const, at: platform.clock.now(), timer: key };
    const cause = { type: 'timer' as const, key };
    await advanceSession(platform, { orgId, sessionId, steps: [{ event }], cause, ...batch });
  } catch (err) {
    platform.log.error({ err, orgId, sessionId, timer: key }, 'timer failed, will retry');
  }
}
