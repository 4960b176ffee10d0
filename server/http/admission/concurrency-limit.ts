import { domainError } from '@/server/shared/errors';
import { createFairQueue } from './fair-queue';

/*
 * How many requests a process works on at the same time.
 *
 * G1 No more than `places` are begun at once, and one organization holds at most three quarters of them, so that another
 *    one begins without waiting.
 * G2 Who finds no place waits, at most `queue` of them and at most `waitMs`; organizations take turns.
 * G3 A full queue refuses whoever has most in it already: an organization that floods it keeps no other out.
 * G4 Who waits for something else, such as an answer from outside, holds no place meanwhile, and is let in again at once:
 *    what was begun is finished.
 */

export type ConcurrencyLimitOptions = { places: number; queue: number; waitMs: number };

export type ConcurrencyLimit = {
  /** Throws overloaded when `enter` would at this moment, so that nothing more is read of a request in vain. */
  check(orgId: string): void;
  /** Takes a place at once, and returns null; or a promise of one, which may be refused: overloaded. */
  enter(orgId: string): Promise<void> | null;
  /** Takes a place in any case. */
  reenter(orgId: string): void;
  leave(orgId: string): void;
  counts(): { working: number; waiting: number };
};

const SWEEP_MS = 100;
const RETRY_AFTER_MS = 2_000;
const SHARE = 0.75;

/** Makes a process's gate. */
export function createConcurrencyLimit({
  places,
  queue: most,
  waitMs,
}: ConcurrencyLimitOptions): ConcurrencyLimit {
  const perOrg = Math.max(1, Math.ceil(places * SHARE));
  const queue = createFairQueue();
  const working = new Map<string, number>();
  let taken = 0;
  let sweeper: NodeJS.Timeout | null = null;

  const workingOf = (orgId: string): number => working.get(orgId) ?? 0;
  const mayStart = (orgId: string): boolean => workingOf(orgId) < perOrg;
  const isFullFor = (orgId: string): boolean =>
    queue.size() >= most && queue.waitingOf(orgId) + 1 > queue.longest();

  const reenter = (orgId: string): void => {
    taken += 1;
    working.set(orgId, workingOf(orgId) + 1);
  };

  const leave = (orgId: string): void => {
    taken -= 1;
    const left = workingOf(orgId) - 1;
    if (left > 0) working.set(orgId, left);
    else working.delete(orgId);
    while (taken < places) {
      const next = queue.take(mayStart);
      if (!next) return;
      reenter(next.subject);
      next.start();
    }
  };

  const sweep = (): void => {
    for (const waiter of queue.takeOverdue(performance.now())) waiter.refuse();
    if (queue.size() > 0 || !sweeper) return;
    clearInterval(sweeper);
    sweeper = null;
  };

  const wait = (orgId: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const until = performance.now() + waitMs;
      queue.push({ subject: orgId, until, start: resolve, refuse: () => reject(overloaded()) });
      if (queue.size() > most) queue.takeFromLongest()?.refuse();
      sweeper ??= setInterval(sweep, SWEEP_MS).unref();
    });

  return {
    check: (orgId) => {
      if (isFullFor(orgId) && !(taken < places && mayStart(orgId))) throw overloaded();
    },
    enter: (orgId) => {
      if (taken >= places || !mayStart(orgId)) return wait(orgId);
      reenter(orgId);
      return null;
    },
    reenter,
    leave,
    counts: () => ({ working: taken, waiting: queue.size() }),
  };
}

function overloaded(): Error {
  return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
}
