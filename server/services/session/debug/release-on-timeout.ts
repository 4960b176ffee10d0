import { findBreakpoint } from '@/server/db/breakpoint/store';
import { HOLD_TIMER } from '@/server/db/timer/holds';
import { findTimer, type TimerRow } from '@/server/db/timer/store';
import { domainError, isDomainError } from '@/server/shared/errors';
import type { Platform } from '../../context';
import { requireSession } from '../require-session';
import { advanceSession } from '../turn/advance-session';
import { findHold } from './advance-held';

const ATTEMPTS = 5;

/**
 * Lets a held session go when its timer fires, unless somebody holds it longer. Throws not_found, and overloaded when other
 * turns keep coming first.
 */
export async function releaseOnTimeout(platform: Platform, timer: TimerRow): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await hasReleased(platform, timer)) return;
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

/** False when another turn came first. */
async function hasReleased(platform: Platform, { orgId, sessionId }: TimerRow): Promise<boolean> {
  const key = { orgId, sessionId, key: HOLD_TIMER };
  // The session is read first, so a later turn that holds it anew makes this one fail at `ifTurn`.
  const known = await requireSession(platform, key);
  const dueAt = await findTimer(platform.db, key);
  const at = platform.clock.now();
  if (!dueAt || dueAt.getTime() > at) return true;
  const stop = findHold(known)?.stop;
  const isSet = stop && (await findBreakpoint(platform.db, { orgId, id: stop.breakpoint }));
  const reason = isSet ? ('timeout' as const) : ('removed' as const);
  try {
    await advanceSession(platform, {
      ...{ orgId, sessionId, known, ifTurn: known.turnNo },
      steps: [{ event: { type: 'debug.released', at, reason } }],
      cause: { type: 'timer', key: HOLD_TIMER },
      audit: () => {
        const change = { name: stop?.node ?? '', before: null, after: { ...stop, reason } };
        return { orgId, actor: 'system', action: 'session.released', thingId: sessionId, ...change };
      },
    });
    return true;
  } catch (error) {
    if (isDomainError(error) && error.problem.code === 'precondition_failed') return false;
    throw error;
  }
}
