import { setTimeout as pause } from 'node:timers/promises';
import { createFairQueue } from './fair-queue';

/*
 * Pages that are rendered for people who are not signed in.
 * page-turns/share    They take at most a quarter of a process's time: after each, three times as long goes to others.
 * page-turns/fair     Addresses take turns, so that one with many requests keeps no other from the sign-in page.
 * page-turns/bounded  At most `queue` wait, and at most `waitMs`; the longest line loses its newest first.
 */

export type PageQueueOptions = { queue: number; waitMs: number };

export type PageQueue = {
  /** Runs `work` when it is the turn of `subject`; false, and nothing is run, when it has to wait for too long. */
  run(subject: string, work: () => Promise<void>): Promise<boolean>;
};

const REST_FACTOR = 3;
/** A page that waits for the database is not at work all the time. */
const LONGEST_REST_MS = 100;
/** A page that takes longer, as for a client that does not read, holds nobody else up. */
const LONGEST_TURN_MS = 1_000;
const SWEEP_MS = 100;

/** Makes a process's turns. */
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
