import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import type { Meters } from '@/server/gateways/telemetry/meters';
import {
  isDatabaseUnavailable,
  isStatementTimeout,
  toFailureCode,
} from '@/server/shared/database-unavailable';

/*
 * Writes that others wait for and that the database could not take; they run as soon as it can.
 *
 * deferred-write/bounded-time: a write is retried only while the database is unavailable, for `forMs` at most;
 *   whatever it releases then ends by its own timeout.
 * deferred-write/fails-alone: a write that fails for good, or waits for a locked row, does not hold up the others. At
 *   most MOST_HELD are held; further ones are dropped and counted.
 * deferred-write/idempotent: a write may run twice when the first result was lost, so it must change nothing then.
 */
export type DeferredWrites = {
  /** Runs a write now, or later when the database is unavailable; never throws. */
  enqueue(write: Write): Promise<void>;
  /** Queues a write for later. */
  defer(write: Write): void;
  /** Runs the queued writes; never throws. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** The result of one attempt: `away` stops all writes, `later` postpones only this one. */
type Outcome = 'done' | 'away' | 'later';
type Write = () => Promise<unknown>;
type QueuedWrite = { write: Write; until: number };

export type DeferredWritesOptions = {
  clock: Clock;
  log: Log;
  meters: Meters;
  forMs: number;
  /** The pause between two rounds; default 250 ms. */
  everyMs?: number;
};

const MOST_HELD = 10_000;

/** Creates the deferred writes of a process. */
export function createDeferredWrites({
  clock,
  log,
  meters,
  forMs,
  everyMs = 250,
}: DeferredWritesOptions): DeferredWrites {
  let left: QueuedWrite[] = [];
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> | null = null;

  const arm = (): void => {
    if (timer || left.length === 0) return;
    timer = setTimeout(() => void flush(), everyMs);
    timer.unref();
  };

  const drop = (facts: object): void => {
    meters.dropped('late_writes', 1);
    log.error(facts, 'deferred write dropped');
  };

  const defer = (write: Write): void => {
    if (left.length < MOST_HELD) left.push({ write, until: clock.now() + forMs });
    else drop({ reason: 'queue full' });
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
    const again: QueuedWrite[] = [];
    for (let late = left[0]; late; late = left[0]) {
      const outcome = late.until > clock.now() ? await attempt(late.write) : 'over';
      if (outcome === 'away') break;
      if (outcome === 'over') drop({ reason: 'timed out' });
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
