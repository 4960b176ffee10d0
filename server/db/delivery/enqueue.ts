/*
 * Queues deliveries outside a turn. Every statement sets the queue's `due_at` in the commit that makes the delivery
 * pending, as delivery/no-lost-wakeup requires.
 *
 * delivery/queued-once  A pending delivery is not queued again.
 */

import { sql } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Transaction } from '../connection/transaction';
import { build, countRows, findRow, getRow, listRows } from '../statement/query';
import { hasSqlState } from '../statement/sqlstate';
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

const PENDING = { status: 'pending', attempts: 0, lastError: null, settledAt: null } as const;

/** Adds a delivery to its queue. False when the channel has no active endpoint, or there is a delivery of this id. */
export async function insertDelivery(tx: Transaction, delivery: QueuedDelivery): Promise<boolean> {
  const { orgId, channelId, queueId, headers, at, ...row } = delivery;
  if (!(await hasEndpoint(tx, delivery))) return false;
  const queue = build
    .insertInto('deliveryQueues')
    .values({ orgId, id: queueId, channelId, dueAt: at, lastNo: '1' })
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'id']).doUpdateSet(({ eb, fn }) => ({
        dueAt: fn.coalesce('deliveryQueues.dueAt', 'excluded.dueAt'),
        lastNo: eb('deliveryQueues.lastNo', '+', '1'),
      })),
    );
  const { lastNo } = await getRow(tx, queue.returning('lastNo'));
  const added = { ...row, ...PENDING, orgId, channelId, queueId, no: lastNo, createdAt: at };
  const insert = build.insertInto('deliveries').values({ ...added, headers: toStoredJson(headers) });
  return (
    (await countRows(
      tx,
      insert.onConflict((conflict) => conflict.columns(['orgId', 'id']).doNothing()),
    )) === 1
  );
}

async function hasEndpoint(tx: Transaction, { orgId, channelId }: QueuedDelivery): Promise<boolean> {
  const channel = build
    .selectFrom('channels')
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', '=', channelId)
    .where('webhookUrl', 'is not', null)
    .where('webhookDisabledAt', 'is', null);
  return (await findRow(tx, channel)) !== null;
}

/**
 * Tells whether a delivery could not be added because its channel was deleted at that moment: then it has no receiver. To
 * lock the channel first would be the wrong order (channel/lock-order).
 */
export function isChannelGone(error: unknown): boolean {
  return hasSqlState(error, 'foreign_key_violation');
}

/** The fields of a delivery after it was queued again. */
export type Requeued = Pick<DeliveryRow, 'status' | 'attempts' | 'lastError' | 'settledAt' | 'queueDueAt'>;

/**
 * Queues a settled delivery at the end of its queue, and returns its new fields. Null when it is pending already or does
 * not exist.
 */
export async function updateDeliveryAsPending(
  tx: AuditedTransaction,
  { orgId, id, at }: { orgId: string; id: string; at: Date },
): Promise<Requeued | null> {
  const delivery = build.selectFrom('deliveries').select('queueId').where('orgId', '=', orgId);
  const found = await findRow(tx, delivery.where('id', '=', id).where('status', '<>', 'pending'));
  if (!found) return null;
  const queue = build
    .updateTable('deliveryQueues')
    .set(({ eb, fn, val }) => ({ dueAt: fn.coalesce('dueAt', val(at)), lastNo: eb('lastNo', '+', '1') }))
    .where('orgId', '=', orgId)
    .where('id', '=', found.queueId);
  const { dueAt, lastNo } = await getRow(tx, queue.returning(['dueAt', 'lastNo']));
  const again = build
    .updateTable('deliveries')
    .set({ ...PENDING, no: lastNo })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .where('status', '<>', 'pending');
  const row = await findRow(tx, again.returning(['status', 'attempts', 'lastError', 'settledAt']));
  return row && { ...row, queueDueAt: dueAt };
}

/** Makes the queue of a pending delivery due at a time, unless it is due earlier; null when the delivery is not pending. */
export async function updateQueueAsDue(
  tx: AuditedTransaction,
  { orgId, id, at }: { orgId: string; id: string; at: Date },
): Promise<Date | null> {
  const delivery = build.selectFrom('deliveries').select('queueId').where('orgId', '=', orgId);
  const pending = delivery.where('id', '=', id).where('status', '=', 'pending');
  const queue = build
    .updateTable('deliveryQueues')
    .set({ dueAt: sql<Date>`least(due_at, ${at}::timestamptz)` })
    .where('orgId', '=', orgId)
    .where('id', '=', pending);
  return (await findRow(tx, queue.returning('dueAt')))?.dueAt ?? null;
}

type Recovery = { orgId: string; channelId: string; since: Date; at: Date };

/** Queues the dead deliveries of a channel that were made since a time, each in its old place; returns how many. */
export async function updateDeadDeliveriesAsPending(
  tx: AuditedTransaction,
  { orgId, channelId, since, at }: Recovery,
): Promise<number> {
  // A delivery keeps its number, so it is sent before younger ones of its queue. Rows are locked in one order.
  const again = build
    .with('dead', (cte) =>
      cte
        .selectFrom('deliveries')
        .select('id')
        .where('orgId', '=', orgId)
        .where('channelId', '=', channelId)
        .where('createdAt', '>=', since)
        .where('status', '=', 'dead')
        .orderBy('queueId')
        .orderBy('no')
        .forUpdate(),
    )
    .updateTable('deliveries')
    .from('dead')
    .set(PENDING)
    .where('deliveries.orgId', '=', orgId)
    .whereRef('deliveries.id', '=', 'dead.id')
    .returning('deliveries.queueId');
  const queued = await listRows(tx, again);
  const queueIds = [...new Set(queued.map(({ queueId }) => queueId))];
  // Queues are due at once, because the caller knows that the endpoint is back.
  const wake = build
    .with('queues', (cte) =>
      cte
        .selectFrom('deliveryQueues')
        .select('id')
        .where('orgId', '=', orgId)
        .where('id', '=', sql<string>`any(${queueIds}::uuid[])`)
        .orderBy('id')
        .forUpdate(),
    )
    .updateTable('deliveryQueues')
    .from('queues')
    .set({ dueAt: sql`least(delivery_queues.due_at, ${at}::timestamptz)` })
    .where('deliveryQueues.orgId', '=', orgId)
    .whereRef('deliveryQueues.id', '=', 'queues.id');
  await countRows(tx, wake);
  return queued.length;
}
