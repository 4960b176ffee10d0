import type { Pool } from 'pg';
import { defineStatement } from './statement';

/** What happened in one minute; `buckets` is empty for what takes no time. */
export type MinuteCountRow = {
  orgId: string;
  minute: Date;
  measure: string;
  count: number;
  buckets: number[];
};

const add = defineStatement<{ counts: string }>(
  'add_minute_counts',
  `INSERT INTO minute_counts (org_id, minute, measure, count, buckets)
   SELECT c."orgId", c.minute, c.measure, c.count, c.buckets
   FROM json_to_recordset(:counts::json)
     AS c("orgId" uuid, minute timestamptz, measure text, count int, buckets int[])
   ORDER BY 1, 2, 3
   ON CONFLICT (org_id, minute, measure) DO UPDATE
   SET count = minute_counts.count + excluded.count,
       buckets = (SELECT coalesce(array_agg(coalesce(u.a, 0) + coalesce(u.b, 0) ORDER BY u.at), '{}')
                  FROM unnest(minute_counts.buckets, excluded.buckets) WITH ORDINALITY AS u(a, b, at))`,
);

/** Adds to what other processes counted in the same minutes. */
export async function addMinuteCounts(pool: Pool, counts: readonly MinuteCountRow[]): Promise<void> {
  await pool.query(add({ counts: JSON.stringify(counts) }));
}

export type Span = { orgId: string; from: Date; to: Date; stepSeconds: number };

const list = defineStatement<Span>(
  'list_minute_counts',
  `SELECT date_bin(make_interval(secs => :stepSeconds), minute, :from::timestamptz) "minute", measure,
     sum(count)::int count
   FROM minute_counts WHERE org_id = :orgId AND minute >= :from AND minute < :to GROUP BY 1, 2 ORDER BY 1`,
);

const listBuckets = defineStatement<Span & { measure: string }>(
  'list_minute_buckets',
  `SELECT date_bin(make_interval(secs => :stepSeconds), minute, :from::timestamptz) "minute", u.at::int "bucket",
     sum(u.n)::int count
   FROM minute_counts, unnest(buckets) WITH ORDINALITY AS u(n, at)
   WHERE org_id = :orgId AND minute >= :from AND minute < :to AND measure = :measure AND u.n > 0
   GROUP BY 1, 2 ORDER BY 1, 2`,
);

export type CountRow = { minute: Date; measure: string; count: number };
/** `bucket` counts from 1. */
export type BucketRow = { minute: Date; bucket: number; count: number };

/** Sums of every measure by steps from `from` on. */
export async function listMinuteCounts(pool: Pool, span: Span): Promise<CountRow[]> {
  return (await pool.query<CountRow>(list(span))).rows;
}

/** The latencies of one measure by steps from `from` on. */
export async function listMinuteBuckets(pool: Pool, span: Span & { measure: string }): Promise<BucketRow[]> {
  return (await pool.query<BucketRow>(listBuckets(span))).rows;
}

/** Forgets minutes before `before`; returns how many rows went. */
export async function pruneMinuteCounts(pool: Pool, before: Date, limit: number): Promise<number> {
  const text = `DELETE FROM minute_counts WHERE ctid IN (
    SELECT ctid FROM minute_counts WHERE minute < $1 LIMIT $2)`;
  return (await pool.query({ text, values: [before, limit] })).rowCount ?? 0;
}
