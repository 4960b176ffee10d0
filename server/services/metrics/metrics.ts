import type { Database } from '@/server/db/connection/client';
import { addMinuteCounts } from '@/server/db/minute-count/store';
import type { MinuteCountRow } from '@/server/db/minute-count/sum-by-hour';
import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import type { Meters } from '@/server/gateways/telemetry/meters';
import { toFailureCode } from '@/server/shared/database-unavailable';
import { writeBatch } from '@/server/shared/write-batch';
import { BUCKET_COUNT, bucketOf } from './buckets';

/** The measures counted per organization and minute; some also have latencies. */
export const MEASURES = [
  'turns',
  'failures',
  'started',
  'completed',
  'transferred',
  'requests',
  'errors',
  'delivered',
  'undelivered',
] as const;

export type Measure = (typeof MEASURES)[number];

/** Counts events and writes the sums every few seconds. */
export type Metrics = {
  count(orgId: string, measure: Measure, by?: number): void;
  /** Counts one event with its duration. */
  time(orgId: string, measure: Measure, ms: number): void;
  /** Writes the counts since the last flush. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/*
 * counts/bounded: while the database is unavailable, up to MOST_HELD rows are held and written later; further ones
 *   are dropped and counted. A row that cannot be stored is dropped alone.
 */
const MOST_HELD = 50_000;
const FLUSH_MS = 5_000;
const MINUTE_MS = 60_000;

export type MetricsOptions = { db: Database; clock: Clock; log: Log; meters: Meters; flushMs?: number };

/** Creates the counters of a process; a killed process loses the counts since its last flush. */
export function createMetrics({ db, clock, log, meters, flushMs = FLUSH_MS }: MetricsOptions): Metrics {
  let counts = new Map<string, MinuteCountRow>();

  const entryOf = (orgId: string, measure: Measure): MinuteCountRow => {
    const minute = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
    const key = `${orgId}/${minute}/${measure}`;
    const known = counts.get(key);
    if (known) return known;
    const entry = { orgId, measure, minute: new Date(minute), count: 0, buckets: [] };
    counts.set(key, entry);
    return entry;
  };

  const hold = (rows: readonly MinuteCountRow[]): void => {
    for (const row of rows) {
      const key = `${row.orgId}/${row.minute.getTime()}/${row.measure}`;
      if (counts.has(key) || counts.size < MOST_HELD) merge(counts, key, row);
      else meters.dropped('minute_counts', 1);
    }
  };

  const flush = async (): Promise<void> => {
    if (counts.size === 0) return;
    const taken = counts;
    counts = new Map();
    const write = (rows: readonly MinuteCountRow[]) => addMinuteCounts(db, rows);
    const { rejected, remaining } = await writeBatch([...taken.values()], write);
    if (rejected.length > 0) {
      meters.dropped('minute_counts', rejected.length);
      const code = toFailureCode(rejected[0]?.error);
      log.warn({ rows: rejected.length, code }, 'minute counts dropped');
    }
    if (remaining.length > 0) log.warn({ rows: remaining.length }, 'minute counts not written, will retry');
    hold(remaining);
  };

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    count: (orgId, measure, by = 1) => {
      entryOf(orgId, measure).count += by;
    },
    time: (orgId, measure, ms) => {
      const entry = entryOf(orgId, measure);
      entry.count += 1;
      if (entry.buckets.length === 0) entry.buckets = new Array<number>(BUCKET_COUNT).fill(0);
      const bucket = bucketOf(ms);
      entry.buckets[bucket] = (entry.buckets[bucket] ?? 0) + 1;
    },
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

function merge(counts: Map<string, MinuteCountRow>, key: string, entry: MinuteCountRow): void {
  const newer = counts.get(key);
  if (!newer) {
    counts.set(key, entry);
    return;
  }
  newer.count += entry.count;
  const longer = newer.buckets.length > 0 ? newer.buckets : entry.buckets;
  newer.buckets =
    newer.buckets.length > 0 && entry.buckets.length > 0
      ? newer.buckets.map((count, index) => count + (entry.buckets[index] ?? 0))
      : longer;
}
