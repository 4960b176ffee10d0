import type { Db } from '../connection/transaction';
import { defineStatement, type Statement } from '../statement/statement';
import { type MinuteCountRow, sumByHour } from './sum-by-hour';

/*
 * Counts by minutes, and the same by hours for long ranges.
 * K1 What is in a minute is in its hour: one statement writes both.
 */

const insertInto = (table: 'minute_counts' | 'hour_counts', time: 'minute' | 'hour', counts: string) =>
  `INSERT INTO ${table} (org_id, ${time}, measure, count, buckets)
   SELECT c."orgId", c.${time}, c.measure, c.count, c.buckets
   FROM json_to_recordset(${counts}::json)
     AS c("orgId" uuid, ${time} timestamptz, measure text, count int, buckets int[])
   ORDER BY 1, 2, 3
   ON CONFLICT (org_id, ${time}, measure) DO UPDATE
   SET count = ${table}.count + excluded.count,
       buckets = (SELECT coalesce(array_agg(coalesce(u.a, 0) + coalesce(u.b, 0) ORDER BY u.at), '{}')
                  FROM unnest(${table}.buckets, excluded.buckets) WITH ORDINALITY AS u(a, b, at))`;

const add = defineStatement<{ minutes: string; hours: string }>(
  'add_minute_counts',
  `WITH hours AS (${insertInto('hour_counts', 'hour', ':hours')})
   ${insertInto('minute_counts', 'minute', ':minutes')}`,
);

/** Adds to what other processes counted in the same minutes. */
export async function addMinuteCounts({ pool }: Db, counts: readonly MinuteCountRow[]): Promise<void> {
  await pool.query(add({ minutes: JSON.stringify(counts), hours: JSON.stringify(sumByHour(counts)) }));
}

/** Steps of whole hours are read from the hours. */
export type Span = { orgId: string; from: Date; to: Date; stepSeconds: number };

type Source = 'minutes' | 'hours';

const SOURCES: Record<Source, { table: string; time: string }> = {
  minutes: { table: 'minute_counts', time: 'minute' },
  hours: { table: 'hour_counts', time: 'hour' },
};

function sourceOf({ from, stepSeconds }: Span): Source {
  const whole = stepSeconds % 3_600 === 0 && from.getTime() % 3_600_000 === 0;
  return whole ? 'hours' : 'minutes';
}

const defineList = (source: Source): Statement<Span> => {
  const { table, time } = SOURCES[source];
  return defineStatement<Span>(
    `list_counts_of_${source}`,
    `SELECT date_bin(make_interval(secs => :stepSeconds), ${time}, :from::timestamptz) "at", measure,
       sum(count)::int count
     FROM ${table} WHERE org_id = :orgId AND ${time} >= :from AND ${time} < :to GROUP BY 1, 2 ORDER BY 1`,
  );
};

const LISTS = { minutes: defineList('minutes'), hours: defineList('hours') };

const defineBuckets = (source: Source): Statement<Span & { measure: string }> => {
  const { table, time } = SOURCES[source];
  return defineStatement<Span & { measure: string }>(
    `list_buckets_of_${source}`,
    `SELECT date_bin(make_interval(secs => :stepSeconds), ${time}, :from::timestamptz) "at", u.at::int "bucket",
       sum(u.n)::int count
     FROM ${table}, unnest(buckets) WITH ORDINALITY AS u(n, at)
     WHERE org_id = :orgId AND ${time} >= :from AND ${time} < :to AND measure = :measure AND u.n > 0
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
};

const BUCKETS = { minutes: defineBuckets('minutes'), hours: defineBuckets('hours') };

/** `at` is the beginning of the step. */
export type CountRow = { at: Date; measure: string; count: number };
/** `bucket` counts from 1. */
export type BucketRow = { at: Date; bucket: number; count: number };

/** Sums of every measure by steps from `from` on. */
export async function listCounts({ pool }: Db, span: Span): Promise<CountRow[]> {
  return (await pool.query<CountRow>(LISTS[sourceOf(span)](span))).rows;
}

/** The latencies of one measure by steps from `from` on. */
export async function listBuckets({ pool }: Db, span: Span & { measure: string }): Promise<BucketRow[]> {
  return (await pool.query<BucketRow>(BUCKETS[sourceOf(span)](span))).rows;
}

/** Forgets minutes and hours before `before`; returns how many rows went. */
export async function pruneMinuteCounts({ pool }: Db, before: Date, limit: number): Promise<number> {
  let pruned = 0;
  for (const { table, time } of Object.values(SOURCES)) {
    const text = `DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${time} < $1 LIMIT $2)`;
    pruned += (await pool.query({ text, values: [before, limit] })).rowCount ?? 0;
  }
  return pruned;
}
