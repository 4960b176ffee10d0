import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import type { Meters } from '@/server/gateways/telemetry/meters';
import {
  isDatabaseUnavailable,
  isStatementTimeout,
  toFailureCode,
} from '@/server/shared/database-unavailable';

/*
 * What others wait for and the database could not take: it is written as soon as it can be.
 * W1 A write is tried again only while the database is away, and for `forMs` at most: what holds others up ends by then
 *    without it.
 * late/one-row-loses-itself: a write that fails for good, or that waits for a row which another transaction holds, keeps no
 *    other back. At most MOST_HELD are held; those beyond are dropped and counted.
 * W2 A write may be made twice, when the first was not heard of: so it must be one that changes nothing then.
 */
export type DeferredWrites = {
  /** Writes now, or else later; never throws. */
  enqueue(write: Write): Promise<void>;
  /** Writes later. */
  defer(write: Write): void;
  /** Tries what is left; never throws. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** What came of a try: `away` keeps all others back, `later` only itself. */
type Outcome = 'done' | 'away' | 'later';
type Write = () => Promise<unknown>;
type Late = { write: Write; until: number };

export type DeferredWritesOptions = {
  clock: Clock;
  log: Log;
  meters: Meters;
  forMs: number;
  /** The pause between two tries; 250 ms unless told. */
  everyMs?: number;
};

const MOST_HELD = 10_000;

/** Makes a process's late writes. */
export function createDeferredWrites({
  clock,
  log,
  meters,
  forMs,
  everyMs = 250,
}: DeferredWritesOptions): DeferredWrites {
  let left: Late[] = [];
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> | null = null;

  const arm = (): void => {
    if (timer || left.length === 0) return;
    timer = setTimeout(() => void flush(), everyMs);
    timer.unref();
  };

  const drop = (facts: object): void => {
    meters.dropped('late_writes', 1);
    log.error(facts, 'a deferred write was dropped');
  };

  const defer = (write: Write): void => {
    if (left.length < MOST_HELD) left.push({ write, until: clock.now() + forMs });
    else drop({ reason: 'too many are held' });
    arm();
  };

  const attempt = async (write: Write): Promise<Outcome> => {
    try {
      await write();
    } catch (err) {
      if (isStatementTimeout(err)) return 'later';
      if (isDatabaseUnavailable(err)) return 'away';
      drop({ code: toFailureCode(err) });
    }
    return 'done';
  };

  const writeAll = async (): Promise<void> => {
    const again: Late[] = [];
    for (let late = left[0]; late; late = left[0]) {
      const outcome = late.until > clock.now() ? await attempt(late.write) : 'over';
      if (outcome === 'away') break;
      if (outcome === 'over') drop({ reason: 'its time is over' });
      if (outcome === 'later') again.push(late);
      left.shift();
    }
    left.push(...again);
  };

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    flushing ??= writeAll().finally(() => {
      flushing = null;
      arm();
    });
    await flushing;
  };

  return {
    defer,
    flush,
    enqueue: async (write) => {
      if ((await attempt(write)) !== 'done') defer(write);
    },
    close: async () => {
      await flush();
      left = [];
      if (timer) clearTimeout(timer);
    },
  };
}
