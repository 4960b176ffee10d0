import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';

/** The outcomes of a channel's latest delivery attempts. */
export type ChannelHealthRow = {
  channelId: string;
  attempts: number;
  successes: number;
  /** The time that 95 of 100 attempts took at most; null without attempts. */
  p95Ms: number | null;
  /** The latest attempt that failed among them. */
  failedAt: Date | null;
  failedStatus: number | null;
  error: string | null;
  deliveryId: string | null;
};

export type HealthSearch = {
  orgId: string;
  channelIds: readonly string[];
  since: Date;
  /** The number of attempts read per channel. */
  most: number;
};

const succeeded = sql<boolean>`coalesce(status BETWEEN 200 AND 299, false)`;
const failed = sql<boolean>`NOT coalesce(status BETWEEN 200 AND 299, false)`;

/** Reads the outcomes of the attempts of some channels since a time; one row for each channel, known or not. */
export function findChannelHealth(db: Db, search: HealthSearch): Promise<ChannelHealthRow[]> {
  const { orgId, channelIds, since, most } = search;
  const attempts = build.selectFrom('deliveryAttempts').where('orgId', '=', orgId);
  const ofChannel = attempts.where('channelId', '=', sql<string>`c.id`);
  // The numbers come from the index alone; why the last one failed is read from its row.
  const latest = ofChannel
    .select(['status', 'durationMs', 'startedAt'])
    .where('startedAt', '>=', since)
    .orderBy('startedAt', 'desc')
    .limit(most);
  const summary = build
    .selectFrom(latest.as('latest'))
    .select([
      sql<number>`count(*)::int`.as('attempts'),
      sql<number>`count(*) FILTER (WHERE ${succeeded})::int`.as('successes'),
      sql<number | null>`percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms)`.as('p95Ms'),
      sql<Date | null>`max(started_at) FILTER (WHERE ${failed})`.as('failedAt'),
    ]);
  const lastFailure = ofChannel
    .select(['status', 'error', 'deliveryId'])
    .where('startedAt', '=', sql<Date>`summary.failed_at`)
    .where(failed)
    .limit(1);
  const health = build
    .selectFrom(sql<{ id: string }>`unnest(${channelIds}::uuid[])`.as<'c'>(sql`c(id)`))
    .innerJoinLateral(summary.as('summary'), (join) => join.onTrue())
    .leftJoinLateral(lastFailure.as('failure'), (join) => join.onTrue())
    .select(['c.id as channelId', 'summary.attempts', 'summary.successes', 'summary.p95Ms'])
    .select(['summary.failedAt', 'failure.status as failedStatus', 'failure.error', 'failure.deliveryId']);
  return listRows(db, health);
}
