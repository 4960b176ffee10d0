import type { RateWindowRow } from '@/server/db/rate-window/store';
import type { Log } from '@/server/gateways/log';
import type { Meters } from '@/server/gateways/telemetry/meters';
import { toFailureCode } from '@/server/shared/database-unavailable';
import { writeBatch } from '@/server/shared/write-batch';

/** One sum: `told` by the database, `sent` in the statement under way, `fresh` since then. */
export type Count = {
  orgId: string;
  subject: string;
  windowAt: number;
  told: number;
  sent: number;
  fresh: number;
};

/** Adds counts to those of other processes and returns the sums. */
export type AddWindows = (windows: readonly RateWindowRow[]) => Promise<RateWindowRow[]>;

export type CountTeller = {
  /** Counts one, to be told soon. */
  add(count: Count): void;
  /** Forgets what was to be told. */
  drop(): void;
  /** Tells what was counted since the last time; never throws. */
  flush(): Promise<void>;
  /** Counts on without telling anyone. */
  close(): void;
};

export type CountTellerOptions = { tell: AddWindows; log: Log; meters: Meters; everyMs: number };

const LONGEST_PAUSE_MS = 5_000;

/** Tells the database what was counted, in one statement for all that changed, and takes its sums (L2, L3). */
export function createCountTeller({ tell, log, meters, everyMs }: CountTellerOptions): CountTeller {
  let changed: Count[] = [];
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let telling: Promise<void> | null = null;
  let closed = false;

  const arm = (): void => {
    if (timer || telling || closed || changed.length === 0) return;
    timer = setTimeout(() => void flush(), Math.min(LONGEST_PAUSE_MS, everyMs * 2 ** failures));
    timer.unref();
  };

  const note = (count: Count, by: number): void => {
    if (count.fresh === 0) changed.push(count);
    count.fresh += by;
  };

  const tellAll = async (counts: readonly Count[]): Promise<void> => {
    for (const count of counts) [count.sent, count.fresh] = [count.fresh, 0];
    const { results, rejected, remaining } = await writeBatch(counts, (some) => tell(some.map(toRow)));
    const untold = new Set(remaining);
    // One that the database refuses goes on being counted here (batch/one-row-loses-itself).
    takeSums(
      counts.filter((count) => !untold.has(count)),
      results.flat(),
    );
    if (rejected.length > 0) {
      meters.dropped('rate_windows', rejected.length);
      log.warn(
        { rows: rejected.length, code: toFailureCode(rejected[0]?.error) },
        'rate counts cannot be kept',
      );
    }
    // It may have been written for all that: then some count twice, until the window ends.
    for (const count of remaining) note(count, count.sent);
    if (remaining.length === 0) failures = 0;
    else if (failures === 0) log.warn('rate limits not synchronized; enforcing per process');
    if (remaining.length > 0) failures += 1;
    for (const count of counts) count.sent = 0;
  };

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    while (telling) await telling;
    if (changed.length === 0) return;
    const counts = changed;
    changed = [];
    telling = tellAll(counts);
    await telling;
    telling = null;
    arm();
  };

  return {
    add: (count) => {
      note(count, 1);
      arm();
    },
    drop: () => {
      changed = [];
    },
    flush,
    close: () => {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

function toRow({ orgId, subject, windowAt, sent }: Count): RateWindowRow {
  return { orgId, subject, windowAt: new Date(windowAt), count: sent };
}

function takeSums(counts: readonly Count[], sums: readonly RateWindowRow[]): void {
  const byName = new Map(sums.map(({ orgId, subject, count }) => [`${orgId} ${subject}`, count]));
  for (const count of counts) {
    count.told = byName.get(`${count.orgId} ${count.subject}`) ?? count.told + count.sent;
  }
}
