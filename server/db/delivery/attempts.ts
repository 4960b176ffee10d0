/*
 * The reads and writes of a queue's holder. Each is one statement and does nothing when another process holds the queue.
 *
 * delivery/attempt-is-one-write  An attempt, its delivery's new state and the queue's next due time are one write.
 * delivery/pending-until-written  Until that write the delivery is pending: a process that dies before it leaves the same
 *    delivery, under the same id, first in its queue.
 *
 * By hand: the two statements of every attempt.
 */

import type { Json } from '@/server/engine/json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import type { ChannelKind, WebhookSchedule } from '../statement/checked-values';
import { build, countRows, findRow } from '../statement/query';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';
import type { DeliveryQueueKey, HeldQueue } from './queues';

/** The first pending delivery of a queue, and where its channel wants it sent now. */
export type NextDelivery = {
  id: string;
  event: string;
  body: string;
  headers: Record<string, string>;
  attempts: number;
  kind: ChannelKind;
  webhookUrl: string | null;
  webhookSchedule: WebhookSchedule;
  maxRetryCount: number;
  disableOnGone: boolean;
  webhookDisabledAt: Date | null;
  secrets: Json;
};

type Held = DeliveryQueueKey & { processId: string };

const next = defineStatement<Held & { leaseUntil: Date }>(
  'next_delivery',
  `WITH held AS (
     UPDATE delivery_queues SET lease_until = :leaseUntil
     WHERE org_id = :orgId AND id = :id AND leased_by = :processId RETURNING org_id, id, channel_id
   )
   SELECT d.id, d.event, d.body, d.headers, d.attempts, c.kind, c.webhook_url "webhookUrl",
          c.webhook_schedule "webhookSchedule", c.max_retry_count "maxRetryCount",
          coalesce((c.settings->>'disableOnGone')::boolean, false) "disableOnGone",
          c.webhook_disabled_at "webhookDisabledAt", c.secrets
   FROM held
   LEFT JOIN LATERAL (
     SELECT * FROM deliveries p WHERE p.org_id = held.org_id AND p.queue_id = held.id AND p.status = 'pending'
     ORDER BY p.no LIMIT 1
   ) d ON true
   LEFT JOIN channels c ON c.org_id = held.org_id AND c.id = held.channel_id`,
);

/** Renews the lease and finds the first pending delivery; null when there is none, `lost` when another process holds the queue. */
export async function findNextDelivery(
  { pool }: Db,
  params: Held & { leaseUntil: Date },
): Promise<NextDelivery | 'lost' | null> {
  const { rows } = await pool.query<NextDelivery | { id: null }>(next(params));
  const [row] = rows;
  if (!row) return 'lost';
  return row.id === null ? null : row;
}

export type AttemptRecord = {
  url: string;
  startedAt: Date;
  durationMs: number;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
  errorCode: string | null;
  error: string | null;
};

export type AttemptOutcome = {
  deliveryId: string;
  status: 'pending' | 'delivered' | 'dead';
  lastError: string | null;
  attempt: AttemptRecord;
  at: Date;
  /** When to try again, which gives the queue back until then; null keeps it for the next delivery. */
  dueAt: Date | null;
};

const record = defineStatement<Record<string, unknown>>(
  'record_delivery_attempt',
  `WITH held AS (
     UPDATE delivery_queues SET due_at = coalesce(:dueAt::timestamptz, due_at),
       leased_by = CASE WHEN :dueAt::timestamptz IS NULL THEN leased_by END,
       lease_until = CASE WHEN :dueAt::timestamptz IS NULL THEN lease_until END
     WHERE org_id = :orgId AND id = :id AND leased_by = :processId RETURNING org_id, channel_id
   ), tried AS (
     INSERT INTO delivery_attempts
       (org_id, delivery_id, channel_id, no, url, started_at, duration_ms, status, headers, body, error_code, error)
     SELECT held.org_id, :deliveryId::uuid, held.channel_id,
       1 + coalesce((SELECT max(a.no) FROM delivery_attempts a
                     WHERE a.org_id = held.org_id AND a.delivery_id = :deliveryId::uuid), 0),
       :url::text, :startedAt::timestamptz, :durationMs::int, :answerStatus::int, :headers::json, :body::text,
       :errorCode::text, :error::text
     FROM held
   ), settled AS (
   UPDATE deliveries d SET status = :status::text, attempts = d.attempts + 1, last_error = :lastError::text,
     settled_at = CASE WHEN :status::text = 'pending' THEN NULL ELSE :at::timestamptz END
   FROM held WHERE d.org_id = held.org_id AND d.id = :deliveryId::uuid AND d.status = 'pending'
   RETURNING 1
   )
   SELECT EXISTS (
     SELECT 1 FROM deliveries p WHERE p.org_id = :orgId AND p.queue_id = :id AND p.status = 'pending'
       AND p.id <> :deliveryId::uuid) "hasMore"
   FROM settled`,
);

/**
 * Writes an attempt (delivery/attempt-is-one-write); returns whether more is pending. Null when another process
 * holds the queue by now: nothing was written, and the delivery is sent again.
 */
export async function insertAttempt(
  { pool }: Db,
  held: Held,
  outcome: AttemptOutcome,
): Promise<{ hasMore: boolean } | null> {
  const { attempt, ...rest } = outcome;
  const { status, headers, ...tried } = attempt;
  const kept = headers && toStoredJson(headers);
  const statement = record({ ...held, ...tried, ...rest, answerStatus: status, headers: kept });
  return (await pool.query<{ hasMore: boolean }>(statement)).rows[0] ?? null;
}

/** Makes everything that a queue has pending dead for one reason, without an attempt. */
export async function updateDeliveriesAsDead(
  db: Db,
  { orgId, id, processId, reason, at }: Held & { reason: string; at: Date },
): Promise<void> {
  const update = build
    .with('held', (cte) =>
      cte
        .selectFrom('deliveryQueues')
        .select(['orgId', 'id'])
        .where('orgId', '=', orgId)
        .where('id', '=', id)
        .where('leasedBy', '=', processId)
        .forUpdate(),
    )
    .updateTable('deliveries as d')
    .from('held')
    .set({ status: 'dead', lastError: reason, settledAt: at })
    .whereRef('d.orgId', '=', 'held.orgId')
    .whereRef('d.queueId', '=', 'held.id')
    .where('d.status', '=', 'pending');
  await countRows(db, update);
}

/** Ends sending to an endpoint that is gone; null when the channel has another one by now. */
export function updateWebhookAsDisabled(
  tx: AuditedTransaction,
  { orgId, channelId }: HeldQueue,
  { url, at }: { url: string; at: Date },
): Promise<{ name: string } | null> {
  const update = build
    .updateTable('channels')
    .set({ webhookDisabledAt: at })
    .where('orgId', '=', orgId)
    .where('id', '=', channelId)
    .where('webhookUrl', '=', url)
    .where('webhookDisabledAt', 'is', null);
  return findRow(tx, update.returning('name'));
}
