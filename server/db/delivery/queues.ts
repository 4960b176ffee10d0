/*
 * Delivery queues. All deliveries of a queue are sent one after the other, by the process that holds its lease.
 *
 * delivery/one-holder  One process holds a queue at a time: a claim takes only queues whose lease is free or expired, or
 *    the claimer's own that it dropped because the database was away; every later step names the holder and does nothing
 *    for any other process.
 * delivery/no-lost-wakeup  A queue is parked (`due_at` null) only by a transaction that locks its row first and then looks
 *    for pending deliveries, in a statement of its own. A commit that adds a delivery sets `due_at` on the same row: either
 *    the look comes after that commit and sees the delivery, or the commit comes after the parking and ends it.
 * delivery/fair-share  A claim gives a channel at most its share of queues, and passes over the channels
 *    that have theirs.
 *
 * By hand: workers claim, release and park queues all the time.
 */

import { escapeLiteral, type QueryResult } from 'pg';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

export type DeliveryQueueKey = { orgId: string; id: string };

/** A queue under this process's lease. */
export type HeldQueue = DeliveryQueueKey & { channelId: string };

type Held = DeliveryQueueKey & { processId: string };

type Due = {
  now: Date;
  processId: string;
  /** Queues leased to this process that a claim must not take: it works on them, or skips them. */
  busyIds: string[];
};

type Claim = Due & {
  orgId: string;
  leaseUntil: Date;
  limit: number;
  /** The number of queues of one channel that may be leased at once. */
  perChannel: number;
  /** Channels with queues in work here, and how many each; `channelIds` and `counts` go in pairs. */
  channelIds: string[];
  counts: number[];
};

const IS_DUE = `l.due_at <= :now::timestamptz AND (l.lease_until IS NULL OR l.lease_until <= :now::timestamptz
  OR (l.leased_by = :processId::text AND l.id <> ALL(:busyIds::uuid[])))`;

// Goes along the index from one channel whose queues are not all parked to the next: an idle channel costs nothing, and one with
// many queues two looks.
const listDue = defineStatement<Due>(
  'list_due_organizations',
  `WITH RECURSIVE channel AS (
     (SELECT org_id, channel_id FROM delivery_queues WHERE due_at IS NOT NULL ORDER BY org_id, channel_id LIMIT 1)
     UNION ALL
     SELECT next.* FROM channel CROSS JOIN LATERAL (
       SELECT l.org_id, l.channel_id FROM delivery_queues l
       WHERE l.due_at IS NOT NULL AND (l.org_id, l.channel_id) > (channel.org_id, channel.channel_id)
       ORDER BY l.org_id, l.channel_id LIMIT 1) next
   )
   SELECT DISTINCT c.org_id "orgId" FROM channel c WHERE EXISTS (
     SELECT 1 FROM delivery_queues l WHERE l.org_id = c.org_id AND l.channel_id = c.channel_id AND ${IS_DUE})`,
);

// Each node reads the entries of its queues that are not parked: Citus has no recursion over nodes.
const listDueOnNodes = defineStatement<Due>(
  'list_due_organizations',
  `SELECT DISTINCT l.org_id "orgId" FROM delivery_queues l WHERE ${IS_DUE}`,
);

/** Lists the organizations that have queues to claim. */
export async function listDueOrganizations({ pool, isDistributed }: Db, due: Due): Promise<string[]> {
  const statement = (isDistributed ? listDueOnNodes : listDue)(due);
  return (await pool.query<{ orgId: string }>(statement)).rows.map(({ orgId }) => orgId);
}

// Goes from channel to channel along the index, so that a claim costs as many steps as channels have something to send,
// however many queues one of them has.
const claim = defineStatement<Claim>(
  'claim_delivery_queues',
  `WITH RECURSIVE channel AS (
     (SELECT channel_id id FROM delivery_queues WHERE org_id = :orgId AND due_at IS NOT NULL ORDER BY channel_id LIMIT 1)
     UNION ALL
     SELECT (SELECT l.channel_id FROM delivery_queues l
             WHERE l.org_id = :orgId AND l.due_at IS NOT NULL AND l.channel_id > channel.id
             ORDER BY l.channel_id LIMIT 1)
     FROM channel WHERE channel.id IS NOT NULL
   ), busy AS (SELECT * FROM unnest(:channelIds::uuid[], :counts::int[]) AS b(channel_id, n)),
   due AS (
     SELECT l.id, l.due_at FROM channel LEFT JOIN busy ON busy.channel_id = channel.id
     CROSS JOIN LATERAL (
       SELECT l.id, l.due_at FROM delivery_queues l WHERE l.org_id = :orgId AND l.channel_id = channel.id AND ${IS_DUE}
       ORDER BY l.due_at LIMIT greatest(:perChannel::int - coalesce(busy.n, 0), 0)
     ) l
   ), picked AS (
     SELECT l.id FROM due JOIN delivery_queues l ON l.org_id = :orgId AND l.id = due.id
     WHERE ${IS_DUE} ORDER BY due.due_at LIMIT :limit::int FOR UPDATE OF l SKIP LOCKED
   )
   UPDATE delivery_queues l SET leased_by = :processId::text, lease_until = :leaseUntil::timestamptz
   FROM picked WHERE l.org_id = :orgId AND l.id = picked.id
   RETURNING l.org_id "orgId", l.id, l.channel_id "channelId"`,
);

/** Leases queues of an organization that are due to this process, at most `limit`. */
export async function claimDeliveryQueues({ pool }: Db, params: Claim): Promise<HeldQueue[]> {
  return (await pool.query<HeldQueue>(claim(params))).rows;
}

const release = defineStatement<Held & { dueAt: Date }>(
  'release_delivery_queue',
  `UPDATE delivery_queues SET due_at = :dueAt, leased_by = NULL, lease_until = NULL
   WHERE org_id = :orgId AND id = :id AND leased_by = :processId`,
);

/** Gives a queue back that may have more to send, behind those that were due before `dueAt`. */
export async function releaseDeliveryQueue({ pool }: Db, params: Held & { dueAt: Date }): Promise<void> {
  await pool.query(release(params));
}

/**
 * Parks a queue that has nothing to send (delivery/no-lost-wakeup). False when something was added meanwhile:
 * the queue is still held.
 */
export async function parkDeliveryQueue({ pool }: Db, { orgId, id, processId }: Held): Promise<boolean> {
  const queue = `org_id = ${escapeLiteral(orgId)} AND id = ${escapeLiteral(id)}`;
  const held = `${queue} AND leased_by = ${escapeLiteral(processId)}`;
  // Two statements sent as one are one transaction, and each sees what was committed before it began.
  const results: unknown = await pool.query({
    text: `SELECT 1 FROM delivery_queues WHERE ${held} FOR UPDATE;
    UPDATE delivery_queues l SET due_at = NULL, leased_by = NULL, lease_until = NULL
    WHERE ${held} AND NOT EXISTS (
      SELECT 1 FROM deliveries d WHERE d.org_id = l.org_id AND d.queue_id = l.id AND d.status = 'pending')`,
  });
  const [locked = 0, parked = 0] = toRowCounts(results);
  // A queue of another holder is that holder's to park.
  return locked === 0 || parked === 1;
}

// The driver answers several statements with a list, which its types do not know.
function toRowCounts(results: unknown): number[] {
  const list: QueryResult[] = Array.isArray(results) ? results : [];
  return list.map(({ rowCount }) => rowCount ?? 0);
}
