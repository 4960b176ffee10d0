import { claimDueTimers, type TimerRow } from '@/server/db/timer-store';
import type { Platform } from '../context';
import { advanceSession } from './advance-session';
import { CONTROL_TIMER } from './turn-step';

/** How long a worker has to fire what it claimed before another tries. */
const LEASE_MS = 30_000;

/** Fires up to `limit` timers whose time has come and returns how many it found. */
export async function fireDueTimers(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const now = platform.clock.now();
  const claim = { now: new Date(now), leaseUntil: new Date(now + LEASE_MS), limit };
  const timers = await claimDueTimers(platform.db.pool, claim);
  await Promise.all(timers.map((timer) => fireTimer(platform, timer)));
  return timers.length;
}

async function fireTimer(platform: Platform, { orgId, sessionId, key }: TimerRow): Promise<void> {
  const at = platform.clock.now();
  const event =
    key === CONTROL_TIMER
      ? { type: 'control.changed' as const, at, control: 'flow' as const }
      : { type: 'timer.fired' as const, at, timer: key };
  const advance = { orgId, sessionId, steps: [{ event }], endedTimer: key };
  try {
    await platform.hub.lanes.run(sessionId, () => advanceSession(platform, advance));
  } catch (err) {
    platform.log.error({ err, orgId, sessionId, timer: key }, 'a timer was left for later');
  }
}
