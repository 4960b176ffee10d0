import { findTimer, type TimerRow } from '@/server/db/timer/store';
import { domainError, isDomainError } from '@/server/shared/errors';
import type { Platform } from '../../context';
import { requireSession } from '../require-session';
import type { AdvanceSession } from '../turn/advance-request';
import { advanceSession } from '../turn/advance-session';

const ATTEMPTS = 5;

/**
 * Returns control to the flow when its timer fires, unless the timer was moved after it was claimed. Throws not_found, and
 * overloaded when other turns keep coming first.
 */
export async function handBackOnTimeout(platform: Platform, timer: TimerRow): Promise<void> {
  const { orgId, sessionId, key } = timer;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The session is read first, so a later turn that moves the timer makes this one fail at `ifTurn`.
    const known = await requireSession(platform, timer);
    const dueAt = await findTimer(platform.db, timer);
    const at = platform.clock.now();
    if (!dueAt || dueAt.getTime() > at) return;
    const steps = [{ event: { type: 'control.changed' as const, at, control: 'flow' as const } }];
    if (
      await hasHandedBack(platform, {
        orgId,
        sessionId,
        steps,
        known,
        ifTurn: known.turnNo,
        cause: { type: 'timer', key },
      })
    )
      return;
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

/** False when another turn came first. */
async function hasHandedBack(platform: Platform, advance: AdvanceSession): Promise<boolean> {
  try {
    await advanceSession(platform, advance);
    return true;
  } catch (error) {
    if (isDomainError(error) && error.problem.code === 'precondition_failed') return false;
    throw error;
  }
}
