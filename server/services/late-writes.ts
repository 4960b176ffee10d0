import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import { isDatabaseAway } from '@/server/shared/database-away';

/*
 * What others wait for and the database could not take: it is written as soon as it can be.
 * W1 A write is tried again only while the database is away, and for `forMs` at most: what holds others up ends by then
 *    without it.
 * W2 A write may be made twice, when the first was not heard of: so it must be one that changes nothing then.
 */
export type LateWrites = {
  /** Writes now, or else later; never throws. */
  doSoon(write: Write): Promise<void>;
  /** Writes later. */
  add(write: Write): void;
  /** Tries what is left; never throws. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

type Write = () => Promise<unknown>;
type Late = { write: Write; until: number };

export type LateWritesOptions = {
  clock: Clock;
  log: Log;
  forMs: number;
  /** The pause between two tries; 250 ms unless told. */
  everyMs?: number;
};

/** Makes a process's late writes. */
export function createLateWrites({ clock, log, forMs, everyMs = 250 }: LateWritesOptions): LateWrites {
  let left: Late[] = [];
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> | null = null;

  const arm = (): void => {
    if (timer || left.length === 0) return;
    timer = setTimeout(() => void flush(), everyMs);
    timer.unref();
  };

  const add = (write: Write): void => {
    left.push({ write, until: clock.now() + forMs });
    arm();
  };

  /** False when the database is away still. */
  const attempt = async (write: Write): Promise<boolean> => {
    try {
      await write();
    } catch (err) {
      if (isDatabaseAway(err)) return false;
      log.error({ err }, 'what was to be written late is given up');
    }
    return true;
  };

  const writeAll = async (): Promise<void> => {
    while (left[0]) {
      if (left[0].until > clock.now() && !(await attempt(left[0].write))) return;
      left.shift();
    }
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
    add,
    flush,
    doSoon: async (write) => {
      if (!(await attempt(write))) add(write);
    },
    close: async () => {
      await flush();
      left = [];
      if (timer) clearTimeout(timer);
    },
  };
}
