import type { Pool } from 'pg';

export type Filling = { orgId: string; flowId: string; versionId: string; channelId: string };

/** 100,000 sessions of 30 days, every 20th of them active. */
const SESSIONS = `
  INSERT INTO sessions (org_id, id, flow_id, version_id, status, is_test, state, turn_no, message_count, created_at,
    last_activity_at, expires_at, finished_at, waiting_since, channel_id)
  SELECT $1, gen_random_uuid(), $2, $3,
    (CASE WHEN i % 20 = 0 THEN (ARRAY['awaiting_input','awaiting_timer','awaiting_event','awaiting_transfer'])[1 + i / 20 % 4]
      WHEN i % 50 = 1 THEN 'failed' ELSE 'completed' END)::text,
    i % 100 = 7, json_build_object('filler', repeat('x', 1500)), 4, 8, at, at,
    CASE WHEN i % 20 = 0 THEN now() + interval '1 day' END,
    CASE WHEN i % 20 <> 0 THEN at + interval '5 minutes' END,
    CASE WHEN i % 400 = 60 THEN at END, $4
  FROM (SELECT i, now() - i * interval '30 days' / 100000 AS at FROM generate_series(0, 99999) i) made`;

/** 200,000 deliveries of 30 days, every 100th a dead letter, and 2,000 overdue. */
const DELIVERIES = `
  INSERT INTO deliveries (org_id, id, no, queue_id, channel_id, event, body, status, last_error, created_at, settled_at)
  SELECT $1, gen_random_uuid(), 200001 - i, $2, $2, 'message', repeat('x', 500),
    (CASE WHEN i % 100 = 0 THEN 'dead' WHEN i % 100 = 1 THEN 'pending' ELSE 'delivered' END)::text,
    CASE WHEN i % 100 = 0 THEN 'answered 500' END, at, CASE WHEN i % 100 <> 1 THEN at END
  FROM (SELECT i, now() - i * interval '30 days' / 200000 AS at FROM generate_series(1, 200000) i) made`;

const MINUTES = `
  INSERT INTO minute_counts (org_id, minute, measure, count, buckets)
  SELECT $1, date_trunc('minute', now()) - i * interval '1 minute', measure, 1 + i % 40,
    CASE WHEN measure = 'turns' THEN ARRAY[0,0,0,1,i % 7,i % 11,4,3,i % 3,1,1,0,0,0,0,0,0,i % 2,0,0,0,0,0] ELSE '{}' END
  FROM generate_series(0, 43199) i, unnest($2::text[]) measure`;

const HOURS = `
  INSERT INTO hour_counts (org_id, hour, measure, count, buckets)
  SELECT org_id, date_trunc('hour', minute), measure, sum(count), CASE WHEN measure = 'turns'
    THEN ARRAY[0,0,0,60,180,300,240,180,60,60,60,0,0,0,0,0,0,30,0,0,0,0,0] ELSE '{}' END
  FROM minute_counts WHERE org_id = $1 GROUP BY 1, 2, 3`;

/** Fills a fresh database with 100,000 sessions, 200,000 deliveries and every minute count of 30 days. */
export async function fillOverview(
  pool: Pool,
  { orgId, flowId, versionId, channelId }: Filling,
  measures: readonly string[],
): Promise<void> {
  await pool.query(SESSIONS, [orgId, flowId, versionId, channelId]);
  await pool.query(DELIVERIES, [orgId, channelId]);
  await pool.query(MINUTES, [orgId, measures]);
  await pool.query(HOURS, [orgId]);
  for (const table of ['sessions', 'deliveries', 'minute_counts', 'hour_counts'])
    await pool.query(`VACUUM ANALYZE ${table}`);
}
