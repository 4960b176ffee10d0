import type { Clock } from '@/server/gateways/clock';

/** A clock that moves only by `advance`. */
export type ManualClock = Clock & { advance(ms: number): void };

/** Creates a clock at `start`, in milliseconds since 1970. */
export function createManualClock(start = Date.UTC(2026, 2, 20, 10)): ManualClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}
