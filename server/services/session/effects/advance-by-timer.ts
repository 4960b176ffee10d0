import type { SessionRow } from '@/server/db/session/row';
import { findTimer, type TimerRow } from '@/server/db/timer/store';
import { domainError, isDomainError } from '@/server/shared/errors';
import type { Platform } from '../../context';
import { requireSession } from '../require-session';
import type { AdvanceSession } from '../turn/advance-request';
import { advanceSession } from '../turn/advance-session';

const ATTEMPTS = 5;

type TimedTurn = Pick<AdvanceSession, 'steps' | 'audit'>;

/**
 * Takes the turn of a timer that a service has set, unless the timer was moved after it was claimed. Throws not_found, and
 * overloaded when other turns keep coming first.
 */
export async function advanceByTimer(
  platform: Platform,
  timer: TimerRow,
  toTurn: (known: SessionRow, at: number) => TimedTurn | Promise<TimedTurn>,
): Promise<void> {
  const { orgId, sessionId, key } = timer;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The session is read first, so a later turn that moves the timer makes this one fail at `ifTurn`.
    const known = await requireSession(platform, timer);
    const dueAt = await findTimer(platform.db, timer);
    const at = platform.clock.now();
    if (!dueAt || dueAt.getTime() > at) return;
    const turn = await toTurn(known, at);
    const cause = { type: 'timer' as const, key };
    if (await hasAdvanced(platform, { ...turn, orgId, sessionId, known, ifTurn: known.turnNo, cause }))
      return;
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

/** False when another turn came first. */
async function hasAdvanced(platform: Platform, advance: AdvanceSession): Promise<boolean> {
  try {
    await advanceSession(platform, advance);
    return true;
  } catch (error) {
    if (isDomainError(error) && error.problem.code === 'precondition_failed') return false;
    throw error;
  }
}
