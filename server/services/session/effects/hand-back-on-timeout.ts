import { findTimer, type TimerRow } from '@/server/db/timer/store';
import { domainError, isDomainError } from '@/server/shared/errors';
import type { Platform } from '../../context';
import { requireSession } from '../require-session';
import type { AdvanceSession } from '../turn/advance-request';
import { advanceSession } from '../turn/advance-session';

const ATTEMPTS = 5;

/**
 * Gives control back to the flow because its time is over, unless whoever holds it was given more of it since the timer
 * was claimed. Throws not_found, and overloaded when others never let it in.
 */
export async function handBackOnTimeout(platform: Platform, timer: TimerRow): Promise<void> {
  const { orgId, sessionId, key } = timer;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The session is read first: a turn that moves the timer after that keeps this one out.
    const known = await requireSession(platform, timer);
    const dueAt = await findTimer(platform.db, timer);
    const at = platform.clock.now();
    if (!dueAt || dueAt.getTime() > at) return;
    const steps = [{ event: { type: 'control.changed' as const, at, control: 'flow' as const } }];
    if (
      await isTaken(platform, {
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
async function isTaken(platform: Platform, advance: AdvanceSession): Promise<boolean> {
  try {
    await advanceSession(platform, advance);
    return true;
  } catch (error) {
    if (isDomainError(error) && error.problem.code === 'precondition_failed') return false;
    throw error;
  }
}
