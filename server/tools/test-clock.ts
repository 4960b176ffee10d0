import type { Clock } from '@/server/gateways/clock';

export type TestClock = Clock & {
  /** Lets `ms` milliseconds pass at once. */
  pass(ms: number): void;
};

/** A clock that stands still until it is told, beginning now. */
export function createTestClock(start = Date.now()): TestClock {
  let now = start;
  return {
    now: () => now,
    pass: (ms) => {
      now += ms;
    },
  };
}
