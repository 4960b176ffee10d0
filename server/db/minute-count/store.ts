/*
 * Counts by minutes, and the same by hours for long ranges.
 *
 * minute-count/hour-with-minute  One statement writes the counts of a minute and adds them to its hour.
 *
 * By hand: the batched write, for which kysely's builder would be raw SQL but for its frame.
 */
import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { listNewest } from '../statement/by-organization';
import { build, countRows, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import { type MinuteCountRow, sumByHour } from './sum-by-hour';

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

/** Adds counts to those of other processes in the same minutes. */
export async function addMinuteCounts({ pool }: Db, counts: readonly MinuteCountRow[]): Promise<void> {
  await pool.query(add({ minutes: JSON.stringify(counts), hours: JSON.stringify(sumByHour(counts)) }));
}

/** A range, and the width of its steps; steps of hours are read from the counts by hours. */
export type Span = { orgId: string; from: Date; to: Date; stepSeconds: number };

const minutes = build
  .selectFrom('minuteCounts')
  .select(['orgId', 'minute as time', 'measure', 'count', 'buckets']);
const hours = build.selectFrom('hourCounts').select(['orgId', 'hour as time', 'measure', 'count', 'buckets']);

function countsOf({ orgId, from, to, stepSeconds }: Span) {
  const isByHours = stepSeconds % 3_600 === 0 && from.getTime() % 3_600_000 === 0;
  const step = sql<Date>`date_bin(make_interval(secs => ${stepSeconds}), counts.time, ${from}::timestamptz)`;
  const counts = build
    .selectFrom((isByHours ? hours : minutes).as('counts'))
    .select(step.as('at'))
    .where('counts.orgId', '=', orgId)
    .where('counts.time', '>=', from)
    .where('counts.time', '<', to);
  return counts.groupBy('at').orderBy('at');
}

/** `at` is the beginning of the step. */
export type CountRow = { at: Date; measure: string; count: number };
/** `bucket` counts from 1. */
export type BucketRow = { at: Date; bucket: number; count: number };

/** Lists the sums of every measure by steps. */
export function listCounts(db: Db, span: Span): Promise<CountRow[]> {
  const sums = countsOf(span).select(['counts.measure', sql<number>`sum(counts.count)::int`.as('count')]);
  return listRows(db, sums.groupBy('counts.measure'));
}

/** Lists the latencies of one measure by steps. */
export function listBuckets(db: Db, { measure, ...span }: Span & { measure: string }): Promise<BucketRow[]> {
  const bucket = sql<{ no: number; count: number }>`unnest(counts.buckets) WITH ORDINALITY`;
  const sums = countsOf(span)
    .innerJoin(bucket.as<'b'>(sql`b(count, no)`), (join) => join.onTrue())
    .select([sql<number>`b.no::int`.as('bucket'), sql<number>`sum(b.count)::int`.as('count')])
    .where('counts.measure', '=', measure)
    .where('b.count', '>', 0);
  return listRows(db, sums.groupBy('b.no').orderBy('b.no'));
}

/** Deletes about `limit` minutes and as many hours that are older than a time, the oldest first; returns how many rows. */
export async function pruneMinuteCounts(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const oldMinutes = build.selectFrom('minuteCounts').select(['orgId', 'minute as at']);
  const oldHours = build.selectFrom('hourCounts').select(['orgId', 'hour as at']);
  const found = {
    minutes: await listRows(db, oldMinutes.where('minute', '<', before).orderBy('minute').limit(limit)),
    hours: await listRows(db, oldHours.where('hour', '<', before).orderBy('hour').limit(limit)),
  };
  let deleted = 0;
  for (const { orgId, at } of listNewest(found.minutes)) {
    const own = build.deleteFrom('minuteCounts').where('orgId', '=', orgId);
    deleted += await countRows(db, own.where('minute', '<=', at));
  }
  for (const { orgId, at } of listNewest(found.hours)) {
    const own = build.deleteFrom('hourCounts').where('orgId', '=', orgId);
    deleted += await countRows(db, own.where('hour', '<=', at));
  }
  return deleted;
}
