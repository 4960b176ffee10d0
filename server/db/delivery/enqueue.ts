/*
 * Queues deliveries outside a turn. Every statement sets the queue's `due_at` in the commit that makes the delivery
 * pending, as delivery/no-lost-wakeup requires.
 *
 * delivery/queued-once  A pending delivery is not queued again.
 */

import { sql } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow } from '../statement/query';
import { hasSqlState } from '../statement/sqlstate';
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

const COLUMNS = ['orgId', 'id', 'queueId', 'channelId', 'sessionId', 'turnNo'] as const;
const CONTENT = ['event', 'body', 'headers', 'createdAt'] as const;

/** Adds a delivery to its queue. False when the channel has no active endpoint, or there is a delivery of this id. */
export async function insertDelivery(db: Db, delivery: QueuedDelivery): Promise<boolean> {
  const { orgId, id, channelId, queueId, sessionId, turnNo, event, body, headers, at } = delivery;
  const insert = build
    .with('queued', (cte) =>
      cte
        .insertInto('deliveries')
        .columns([...COLUMNS, ...CONTENT])
        .expression(({ selectFrom, val }) =>
          selectFrom('channels')
            .select([
              val(orgId).as('orgId'),
              val(id).as('id'),
              val(queueId).as('queueId'),
              'channels.id as channelId',
            ])
            .select([val(sessionId).as('sessionId'), val(turnNo).as('turnNo'), val(event).as('event')])
            .select([val(body).as('body'), val(toStoredJson(headers)).as('headers'), val(at).as('createdAt')])
            .where('channels.orgId', '=', orgId)
            .where('channels.id', '=', channelId)
            .where('channels.webhookUrl', 'is not', null)
            .where('channels.webhookDisabledAt', 'is', null),
        )
        .onConflict((conflict) => conflict.columns(['orgId', 'id']).doNothing())
        .returning(['orgId', 'queueId', 'channelId', 'createdAt']),
    )
    .insertInto('deliveryQueues')
    .columns(['orgId', 'id', 'channelId', 'dueAt'])
    .expression(({ selectFrom }) =>
      selectFrom('queued').select(['orgId', 'queueId', 'channelId', 'createdAt']),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'id'])
        .doUpdateSet(({ fn }) => ({ dueAt: fn.coalesce('deliveryQueues.dueAt', 'excluded.dueAt') })),
    );
  return (await countRows(db, insert)) === 1;
}

/**
 * Tells whether a delivery could not be added because its channel was deleted at that moment: then it has no receiver. To
 * lock the channel first would be the wrong order (channel/lock-order).
 */
export function isChannelGone(error: unknown): boolean {
  return hasSqlState(error, 'foreign_key_violation');
}

const AGAIN = { status: 'pending', attempts: 0, lastError: null, settledAt: null } as const;

/** The fields of a delivery after it was queued again. */
export type Requeued = Pick<DeliveryRow, 'status' | 'attempts' | 'lastError' | 'settledAt' | 'queueDueAt'>;

/**
 * Queues a settled delivery at the end of its queue, and returns its new fields. Null when it is pending already or does
 * not exist.
 */
export function updateDeliveryAsPending(
  tx: AuditedTransaction,
  { orgId, id, at }: { orgId: string; id: string; at: Date },
): Promise<Requeued | null> {
  const update = build
    .with('again', (cte) =>
      cte
        .updateTable('deliveries')
        .set({ ...AGAIN, no: sql`DEFAULT` })
        .where('orgId', '=', orgId)
        .where('id', '=', id)
        .where('status', '<>', 'pending')
        .returning(['orgId', 'queueId', 'status', 'attempts', 'lastError', 'settledAt']),
    )
    .updateTable('deliveryQueues as queue')
    .from('again')
    .set(({ fn, val }) => ({ dueAt: fn.coalesce('queue.dueAt', val(at)) }))
    .whereRef('queue.orgId', '=', 'again.orgId')
    .whereRef('queue.id', '=', 'again.queueId')
    .returning(['again.status', 'again.attempts', 'again.lastError', 'again.settledAt'])
    .returning('queue.dueAt as queueDueAt');
  return findRow(tx, update);
}

type Recovery = { orgId: string; channelId: string; since: Date; at: Date };

/** Queues the dead deliveries of a channel that were made since a time, each in its old place; returns how many. */
export async function updateDeadDeliveriesAsPending(
  tx: AuditedTransaction,
  { orgId, channelId, since, at }: Recovery,
): Promise<number> {
  // A delivery keeps its number, so it is sent before younger ones of its queue.
  const again = build
    .with('dead', (cte) =>
      cte
        .selectFrom('deliveries')
        .select(['orgId', 'id'])
        .where('orgId', '=', orgId)
        .where('channelId', '=', channelId)
        .where('createdAt', '>=', since)
        .where('status', '=', 'dead')
        .orderBy('no')
        .forUpdate(),
    )
    .with('again', (cte) =>
      cte
        .updateTable('deliveries')
        .from('dead')
        .set(AGAIN)
        .whereRef('deliveries.orgId', '=', 'dead.orgId')
        .whereRef('deliveries.id', '=', 'dead.id')
        .returning(['deliveries.orgId', 'deliveries.queueId']),
    )
    // Queues are due at once, because the caller knows that the endpoint is back.
    .with('queues', (cte) =>
      cte
        .selectFrom('deliveryQueues')
        .select(['orgId', 'id'])
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('orgId', 'id'),
            'in',
            selectFrom('again').select(['again.orgId', 'again.queueId']).$asTuple('orgId', 'queueId'),
          ),
        )
        .orderBy('id')
        .forUpdate(),
    )
    .with('woken', (cte) =>
      cte
        .updateTable('deliveryQueues')
        .from('queues')
        .set({ dueAt: sql`least(delivery_queues.due_at, ${at}::timestamptz)` })
        .whereRef('deliveryQueues.orgId', '=', 'queues.orgId')
        .whereRef('deliveryQueues.id', '=', 'queues.id'),
    )
    .selectFrom('again')
    .select(sql<number>`count(*)::int`.as('count'));
  return (await findRow(tx, again))?.count ?? 0;
}
