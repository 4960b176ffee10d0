import type { ReplayStep } from './replay-step';

/**
 * The times of recorded turns, in their order: processes whose clocks differ write times that go back. `at` of a turn is its
 * time less its skew, which is not negative.
 */
export type RecordClock = { times: number[]; skews: number[] };

/** Reads the times of turns. */
export function readRecordClock(steps: readonly ReplayStep[]): RecordClock {
  const times: number[] = [];
  const skews: number[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const { event } of steps) {
    latest = Math.max(latest, event.at);
    times.push(latest);
    skews.push(latest - event.at);
  }
  return { times, skews };
}
