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
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import type { ChannelKind, WebhookSchedule } from '../statement/checked-values';
import { build, countRows, findRow } from '../statement/query';
import { defineStatement } from '../statement/statement';
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
     WHERE org_id = :orgId AND id = :id AND leased_by = :processId RETURNING id, channel_id
   )
   SELECT d.id, d.event, d.body, d.headers, d.attempts, c.kind, c.webhook_url "webhookUrl",
          c.webhook_schedule "webhookSchedule", c.max_retry_count "maxRetryCount",
          coalesce((c.settings->>'disableOnGone')::boolean, false) "disableOnGone",
          c.webhook_disabled_at "webhookDisabledAt", c.secrets
   FROM held
   LEFT JOIN LATERAL (
     SELECT * FROM deliveries p WHERE p.org_id = :orgId AND p.queue_id = held.id AND p.status = 'pending'
     ORDER BY p.no LIMIT 1
   ) d ON true
   LEFT JOIN channels c ON c.org_id = :orgId AND c.id = held.channel_id`,
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
  `SELECT record_delivery_attempt(:orgId::uuid, :id::uuid, :processId::text, :deliveryId::uuid, :status::text, :lastError::text,
     :at::timestamptz, :dueAt::timestamptz, :attempt::json) "hasMore"`,
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
  const statement = record({ ...held, ...outcome, attempt: toStoredJson(outcome.attempt) });
  const [row] = (await pool.query<{ hasMore: boolean | null }>(statement)).rows;
  return row && row.hasMore !== null ? { hasMore: row.hasMore } : null;
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
        .select('id')
        .where('orgId', '=', orgId)
        .where('id', '=', id)
        .where('leasedBy', '=', processId)
        .forUpdate(),
    )
    .updateTable('deliveries as d')
    .from('held')
    .set({ status: 'dead', lastError: reason, settledAt: at })
    .where('d.orgId', '=', orgId)
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
