import { domainError } from '@/server/shared/errors';
import { createFairQueue } from './fair-queue';

/*
 * Limits the number of requests that a process works on at the same time.
 *
 * concurrency/bounded     At most `places` run at once, and one organization holds at most three quarters of them, so that
 *                         another one starts without waiting.
 * concurrency/fair        When all places are taken, at most `queue` requests wait, for at most `waitMs`; organizations
 *                         take turns.
 * concurrency/flood-pays  A full queue refuses the organization with the most waiting requests, so that it keeps no other
 *                         one out.
 * concurrency/yields      A request that waits for an outside response holds no place, and gets one at once afterwards:
 *                         what was started is finished.
 */

export type ConcurrencyLimitOptions = { places: number; queue: number; waitMs: number };

export type ConcurrencyLimit = {
  /** Throws overloaded when `enter` would now, so that the body is not read in vain. */
  check(orgId: string): void;
  /** Takes a place: null when one is free, else a promise that rejects with overloaded. */
  enter(orgId: string): Promise<void> | null;
  /** Takes a place, also beyond the limit. */
  reenter(orgId: string): void;
  leave(orgId: string): void;
  counts(): { working: number; waiting: number };
};

const SWEEP_MS = 100;
const RETRY_AFTER_MS = 2_000;
const SHARE = 0.75;

/** Creates the limit of a process. */
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
