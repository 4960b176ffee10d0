/*
 * The lanes of deliveries. All of a lane's deliveries are sent one after the other, by whoever holds its lease.
 *
 * L1 A lane is held by one process at a time: a claim takes only lanes whose lease is free or over, and every later step
 *    names the holder and does nothing for anybody else.
 * L2 A lane goes to rest (`due_at` null) only by a transaction that locks its row first and looks for pending deliveries
 *    after that, in a statement of its own. Whoever adds a delivery sets `due_at` on the same row in the same commit: so
 *    either the look comes after that commit and sees the delivery, or the commit comes after the rest and ends it.
 * L3 A claim gives a channel at most its share, whatever else it has due, and passes over the channels that have theirs.
 */
import type { Pool } from 'pg';
import { defineStatement } from './statement';

export type LaneKey = { orgId: string; id: string };

/** A lane under this process's lease. */
export type HeldLane = LaneKey & { channelId: string };

type Claim = {
  now: Date;
  leaseUntil: Date;
  processId: string;
  limit: number;
  /** How many lanes of one channel may be held at once. */
  perChannel: number;
  /** The channels that have lanes in work here, and how many each; `channelIds` and `counts` go in pairs. */
  channelIds: string[];
  counts: number[];
};

// How many due lanes a claim looks at, times `limit`: what one channel has due beyond that is left for the next claim,
// which passes over the channel if it has its share by then.
const LOOK_AHEAD = 4;

const IS_DUE =
  'l.due_at <= :now::timestamptz AND (l.lease_until IS NULL OR l.lease_until <= :now::timestamptz)';

const claim = defineStatement<Claim>(
  'claim_delivery_lanes',
  `WITH busy AS (SELECT * FROM unnest(:channelIds::uuid[], :counts::int[]) AS b(channel_id, n)),
   due AS (
     SELECT l.org_id, l.id, l.channel_id, l.due_at FROM delivery_lanes l
     WHERE ${IS_DUE} AND l.channel_id NOT IN (SELECT channel_id FROM busy WHERE n >= :perChannel::int)
     ORDER BY l.due_at LIMIT :limit::int * ${LOOK_AHEAD}
   ), ranked AS (
     SELECT due.*, row_number() OVER (PARTITION BY org_id, channel_id ORDER BY due_at)
       + coalesce((SELECT n FROM busy WHERE busy.channel_id = due.channel_id), 0) place FROM due
   ), picked AS (
     SELECT l.org_id, l.id FROM ranked r JOIN delivery_lanes l ON l.org_id = r.org_id AND l.id = r.id
     WHERE r.place <= :perChannel::int AND ${IS_DUE} ORDER BY r.due_at LIMIT :limit::int FOR UPDATE OF l SKIP LOCKED
   )
   UPDATE delivery_lanes l SET leased_by = :processId::text, lease_until = :leaseUntil::timestamptz
   FROM picked WHERE l.org_id = picked.org_id AND l.id = picked.id
   RETURNING l.org_id "orgId", l.id, l.channel_id "channelId"`,
);

/** Leases lanes that are due to this process, at most `limit`. */
export async function claimLanes(pool: Pool, params: Claim): Promise<HeldLane[]> {
  return (await pool.query<HeldLane>(claim(params))).rows;
}

const release = defineStatement<LaneKey & { processId: string; dueAt: Date }>(
  'release_delivery_lane',
  `UPDATE delivery_lanes SET due_at = :dueAt, leased_by = NULL, lease_until = NULL
   WHERE org_id = :orgId AND id = :id AND leased_by = :processId`,
);

/** Gives a lane back that may have more to send, behind those that were due before `dueAt`. */
export async function releaseLane(
  pool: Pool,
  params: LaneKey & { processId: string; dueAt: Date },
): Promise<void> {
  await pool.query(release(params));
}

const lock = defineStatement<LaneKey & { processId: string }>(
  'lock_delivery_lane',
  'SELECT 1 FROM delivery_lanes WHERE org_id = :orgId AND id = :id AND leased_by = :processId FOR UPDATE',
);

const rest = defineStatement<LaneKey>(
  'rest_delivery_lane',
  `UPDATE delivery_lanes l SET due_at = NULL, leased_by = NULL, lease_until = NULL
   WHERE l.org_id = :orgId AND l.id = :id AND NOT EXISTS (
     SELECT 1 FROM deliveries d WHERE d.org_id = l.org_id AND d.lane_id = l.id AND d.status = 'pending')`,
);

/**
 * Gives a lane back that has nothing to send until something is added (L2). False when something was added meanwhile:
 * the lane is still held.
 */
export async function restLane(pool: Pool, params: LaneKey & { processId: string }): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query(lock(params));
    const rested = rowCount === 1 ? await client.query(rest(params)) : null;
    await client.query('COMMIT');
    // A lane of another holder is that one's to bring to rest.
    return rested === null || rested.rowCount === 1;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
