import type { RateWindowRow } from '@/server/db/rate-window/store';
import type { Log } from '@/server/gateways/log';
import type { Meters } from '@/server/gateways/telemetry/meters';
import { toFailureCode } from '@/server/shared/database-unavailable';
import { writeBatch } from '@/server/shared/write-batch';

/** A count: `synced` is the sum from the database, `inFlight` is in the running statement, `local` came since. */
export type RateCount = {
  orgId: string;
  subject: string;
  windowAt: number;
  synced: number;
  inFlight: number;
  local: number;
};

/** Adds counts to those of other processes and returns the sums. */
export type AddWindows = (windows: readonly RateWindowRow[]) => Promise<RateWindowRow[]>;

export type RateCountSync = {
  /** Counts one request and schedules a synchronization. */
  add(count: RateCount): void;
  /** Deletes all counts that are not synchronized yet. */
  deleteAll(): void;
  /** Synchronizes all changed counts; never throws. */
  flush(): Promise<void>;
  /** Stops synchronizing; counting continues. */
  close(): void;
};

export type RateCountSyncOptions = { sync: AddWindows; log: Log; meters: Meters; everyMs: number };

const LONGEST_PAUSE_MS = 5_000;

/** Synchronizes changed counts with the database, in one statement for all of them (limits/one-round). */
export function createRateCountSync({ sync, log, meters, everyMs }: RateCountSyncOptions): RateCountSync {
  let changed: RateCount[] = [];
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let syncing: Promise<void> | null = null;
  let closed = false;

  const arm = (): void => {
    if (timer || syncing || closed || changed.length === 0) return;
    timer = setTimeout(() => void flush(), Math.min(LONGEST_PAUSE_MS, everyMs * 2 ** failures));
    timer.unref();
  };

  const note = (count: RateCount, by: number): void => {
    if (count.local === 0) changed.push(count);
    count.local += by;
  };

  const syncAll = async (counts: readonly RateCount[]): Promise<void> => {
    for (const count of counts) [count.inFlight, count.local] = [count.local, 0];
    const { results, rejected, remaining } = await writeBatch(counts, (some) => sync(some.map(toRow)));
    const failed = new Set(remaining);
    // A count that the database rejects continues locally (batch/one-row-loses-itself).
    takeSums(
      counts.filter((count) => !failed.has(count)),
      results.flat(),
    );
    if (rejected.length > 0) {
      meters.dropped('rate_windows', rejected.length);
      log.warn({ rows: rejected.length, code: toFailureCode(rejected[0]?.error) }, 'rate counts rejected');
    }
    // The statement may have succeeded although its result was lost; those count twice until the window ends.
    for (const count of remaining) note(count, count.inFlight);
    if (remaining.length === 0) failures = 0;
    else if (failures === 0) log.warn('rate limits not synchronized; enforcing per process');
    if (remaining.length > 0) failures += 1;
    for (const count of counts) count.inFlight = 0;
  };

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    while (syncing) await syncing;
    if (changed.length === 0) return;
    const counts = changed;
    changed = [];
    syncing = syncAll(counts);
    await syncing;
    syncing = null;
    arm();
  };

  return {
    add: (count) => {
      note(count, 1);
      arm();
    },
    deleteAll: () => {
      changed = [];
    },
    flush,
    close: () => {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

function toRow({ orgId, subject, windowAt, inFlight }: RateCount): RateWindowRow {
  return { orgId, subject, windowAt: new Date(windowAt), count: inFlight };
}

function takeSums(counts: readonly RateCount[], sums: readonly RateWindowRow[]): void {
  const byName = new Map(sums.map(({ orgId, subject, count }) => [`${orgId} ${subject}`, count]));
  for (const count of counts) {
    count.synced = byName.get(`${count.orgId} ${count.subject}`) ?? count.synced + count.inFlight;
  }
}
