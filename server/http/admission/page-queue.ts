import { setTimeout as pause } from 'node:timers/promises';
import { createFairQueue } from './fair-queue';

/*
 * Pages that are rendered for people who are not signed in.
 * page-queue/share    They take at most a quarter of a process's time: after each page, three times its duration is left to
 *                     other work.
 * page-queue/fair     Addresses take turns, so that one with many requests keeps no other from the sign-in page.
 * page-queue/bounded  At most `queue` pages wait, for at most `waitMs`; when it is full, the address with the most waiting
 *                     pages loses its newest.
 */

export type PageQueueOptions = { queue: number; waitMs: number };

export type PageQueue = {
  /** Runs `work` when it is the turn of `subject`; returns false, without running it, when the wait is too long. */
  run(subject: string, work: () => Promise<void>): Promise<boolean>;
};

const REST_FACTOR = 3;
/** Not all of a page's time is work: it also waits for the database. */
const LONGEST_REST_MS = 100;
/** A page that takes longer, for example because its client reads slowly, does not block the queue. */
const LONGEST_TURN_MS = 1_000;
const SWEEP_MS = 100;

/** Creates the queue of a process. */
export function createPageQueue({ queue: most, waitMs }: PageQueueOptions): PageQueue {
  const queue = createFairQueue();
  let isTaken = false;
  let sweeper: NodeJS.Timeout | null = null;

  const next = (): void => {
    const waiter = queue.take(() => true);
    isTaken = waiter !== null;
    waiter?.start();
  };

  const sweep = (): void => {
    for (const waiter of queue.takeOverdue(performance.now())) waiter.refuse();
    if (queue.size() > 0 || !sweeper) return;
    clearInterval(sweeper);
    sweeper = null;
  };

  const waitForTurn = (subject: string): Promise<boolean> =>
    new Promise((resolve) => {
      const until = performance.now() + waitMs;
      queue.push({ subject, until, start: () => resolve(true), refuse: () => resolve(false) });
      if (queue.size() > most) queue.takeFromLongest()?.refuse();
      sweeper ??= setInterval(sweep, SWEEP_MS).unref();
    });

  return {
    run: async (subject, work) => {
      if (isTaken && !(await waitForTurn(subject))) return false;
      isTaken = true;
      const begunAt = performance.now();
      try {
        await Promise.race([work(), pause(LONGEST_TURN_MS, undefined, { ref: false })]);
      } finally {
        const restMs = Math.min(LONGEST_REST_MS, REST_FACTOR * (performance.now() - begunAt));
        setTimeout(next, restMs).unref();
      }
      return true;
    },
  };
}
