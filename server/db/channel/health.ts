import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** What became of a channel's latest attempts. */
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
  /** How many of each channel's attempts are looked at. */
  most: number;
};

const FAILED = 'NOT coalesce(status BETWEEN 200 AND 299, false)';

// The numbers come from the index alone; why the last one failed is read from its row.
const health = defineStatement<HealthSearch>(
  'channel_health',
  `SELECT c.id "channelId", h.attempts, h.successes, h.p95 "p95Ms", h.failed_at "failedAt",
     f.status "failedStatus", f.error, f.delivery_id "deliveryId"
   FROM unnest(:channelIds::uuid[]) c(id)
   CROSS JOIN LATERAL (
     SELECT count(*)::int attempts, count(*) FILTER (WHERE status BETWEEN 200 AND 299)::int successes,
       percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms) p95,
       max(started_at) FILTER (WHERE ${FAILED}) failed_at
     FROM (
       SELECT status, duration_ms, started_at FROM delivery_attempts
       WHERE org_id = :orgId::uuid AND channel_id = c.id AND started_at >= :since::timestamptz
       ORDER BY started_at DESC LIMIT :most
     ) latest
   ) h
   LEFT JOIN LATERAL (
     SELECT status, error, delivery_id FROM delivery_attempts
     WHERE org_id = :orgId::uuid AND channel_id = c.id AND started_at = h.failed_at AND ${FAILED} LIMIT 1
   ) f ON true`,
);

/** Reads what became of the attempts of some channels since a time; one row for each channel, known or not. */
export async function findChannelHealth({ pool }: Db, search: HealthSearch): Promise<ChannelHealthRow[]> {
  return (await pool.query<ChannelHealthRow>(health(search))).rows;
}
