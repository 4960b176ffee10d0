/*
 * How deliveries come into their queues outside a turn. Every statement sets the queue's `due_at` in the commit that makes
 * the delivery pending, which is what delivery/no-lost-wakeup asks of it.
 *
 * delivery/queued-once A delivery that is pending already is left as it is: nothing is queued twice.
 */

import type { AuditedTransaction, Db } from '../connection/transaction';
import { hasSqlState } from '../statement/sqlstate';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';
import type { DeliveryRow } from './list';

export type QueuedDelivery = {
  orgId: string;
  id: string;
  channelId: string;
  queueId: string;
  sessionId: string | null;
  turnNo: number | null;
  event: string;
  body: string;
  headers: Record<string, string>;
  at: Date;
};

const enqueue = defineStatement<Omit<QueuedDelivery, 'headers'> & { headers: string }>(
  'enqueue_delivery',
  `WITH told AS (
     INSERT INTO deliveries (org_id, id, queue_id, channel_id, session_id, turn_no, event, body, headers, created_at)
     SELECT c.org_id, :id::uuid, :queueId::uuid, c.id, :sessionId::uuid, :turnNo::int, :event::text, :body::text,
            :headers::json, :at::timestamptz
     FROM channels c WHERE c.org_id = :orgId::uuid AND c.id = :channelId::uuid
       AND c.webhook_url IS NOT NULL AND c.webhook_disabled_at IS NULL
     ON CONFLICT (org_id, id) DO NOTHING
     RETURNING org_id, queue_id, channel_id, created_at
   )
   INSERT INTO delivery_queues (org_id, id, channel_id, due_at)
   SELECT org_id, queue_id, channel_id, created_at FROM told
   ON CONFLICT (org_id, id) DO UPDATE SET due_at = coalesce(delivery_queues.due_at, excluded.due_at)
   RETURNING 1`,
);

/** Adds a delivery to its queue. False when the channel has no endpoint that wants it, or there is one of this id already. */
export async function insertDelivery({ pool }: Db, { headers, ...row }: QueuedDelivery): Promise<boolean> {
  return (await pool.query(enqueue({ ...row, headers: toStoredJson(headers) }))).rowCount === 1;
}

/**
 * Whether a delivery could not be added because its channel was removed at that moment: then there is nobody to tell. To
 * lock the channel first would be the wrong order (channel/lock-order).
 */
export function isChannelGone(error: unknown): boolean {
  return hasSqlState(error, 'foreign_key_violation');
}

const AGAIN = `status = 'pending', attempts = 0, last_error = NULL, settled_at = NULL`;

const resend = defineStatement<{ orgId: string; id: string; at: Date }>(
  'resend_delivery',
  `WITH again AS (
     UPDATE deliveries SET ${AGAIN}, no = DEFAULT
     WHERE org_id = :orgId AND id = :id AND status <> 'pending'
     RETURNING org_id, queue_id, status, attempts, last_error, settled_at
   )
   UPDATE delivery_queues l SET due_at = coalesce(l.due_at, :at::timestamptz)
   FROM again WHERE l.org_id = again.org_id AND l.id = again.queue_id
   RETURNING again.status, again.attempts, again.last_error "lastError", again.settled_at "settledAt",
     l.due_at "laneDueAt"`,
);

/** What queueing a delivery again makes of it. */
export type Requeued = Pick<DeliveryRow, 'status' | 'attempts' | 'lastError' | 'settledAt' | 'queueDueAt'>;

/**
 * Queues a settled delivery behind everything its queue has, and returns what that made of it. Null when it is pending
 * already, or there is none.
 */
export async function updateDeliveryAsPending(
  { pool }: AuditedTransaction,
  params: { orgId: string; id: string; at: Date },
): Promise<Requeued | null> {
  return (await pool.query<Requeued>(resend(params))).rows[0] ?? null;
}

type Recovery = { orgId: string; channelId: string; since: Date; at: Date };

// A delivery keeps its number: it goes before whatever in its queue is younger and was not sent yet. Queues are due at
// once, because the caller knows that the endpoint is back.
const recover = defineStatement<Recovery>(
  'recover_deliveries',
  `WITH dead AS (
     SELECT org_id, id FROM deliveries
     WHERE org_id = :orgId AND channel_id = :channelId AND created_at >= :since AND status = 'dead'
     ORDER BY no FOR UPDATE
   ), again AS (
     UPDATE deliveries d SET ${AGAIN} FROM dead WHERE d.org_id = dead.org_id AND d.id = dead.id
     RETURNING d.org_id, d.queue_id
   ), lanes AS (
     SELECT l.org_id, l.id FROM delivery_queues l
     WHERE (l.org_id, l.id) IN (SELECT org_id, queue_id FROM again) ORDER BY l.id FOR UPDATE
   ), woken AS (
     UPDATE delivery_queues l SET due_at = least(l.due_at, :at::timestamptz)
     FROM lanes WHERE l.org_id = lanes.org_id AND l.id = lanes.id
   )
   SELECT count(*)::int AS count FROM again`,
);

/** Queues the dead deliveries of a channel that were made since a time, each in its old place; returns how many. */
export async function updateDeadDeliveriesAsPending(
  { pool }: AuditedTransaction,
  params: Recovery,
): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(recover(params));
  return rows[0]?.count ?? 0;
}
