import type { ExpressionBuilder, Selectable } from 'kysely';
import { isUuid } from '@/server/shared/ids';
import type { Db } from '../connection/transaction';
import type { ChannelKind, DeliveryStatus } from '../statement/checked-values';
import { build, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A delivery in a list: without its body. */
export type ListedDelivery = Omit<Selectable<Tables['deliveries']>, 'orgId' | 'no' | 'body' | 'headers'> & {
  channelName: string;
  channelKind: ChannelKind;
};

export type DeliveryRow = ListedDelivery & {
  body: string;
  headers: Record<string, string>;
  /** When its queue is due; null when it has nothing to send. */
  queueDueAt: Date | null;
};

export type AttemptRow = Omit<Selectable<Tables['deliveryAttempts']>, 'orgId' | 'deliveryId' | 'channelId'>;

export type DeliveryFilter = {
  status?: readonly DeliveryStatus[] | undefined;
  channelId?: string | undefined;
  sessionId?: string | undefined;
  /** A thread's queues, or a channel's own. */
  queueIds?: readonly string[] | undefined;
  event?: string | undefined;
  /** An id of a delivery, a session or a thread, or the caller's own id of a conversation. */
  search?: string | undefined;
};

export type DeliveryListing = DeliveryFilter & {
  orgId: string;
  after: { at: Date; id: string } | null;
  take: number;
};

const listed = build
  .selectFrom('deliveries as d')
  .innerJoin('channels as c', (join) =>
    join.onRef('c.orgId', '=', 'd.orgId').onRef('c.id', '=', 'd.channelId'),
  )
  .select(['d.id', 'd.channelId', 'c.name as channelName', 'c.kind as channelKind', 'd.queueId'])
  .select(['d.sessionId', 'd.turnNo', 'd.event', 'd.status', 'd.attempts', 'd.lastError'])
  .select(['d.createdAt', 'd.settledAt']);

/** Lists deliveries after a position, the newest first. */
export function listDeliveries(db: Db, listing: DeliveryListing): Promise<ListedDelivery[]> {
  const { orgId, status, channelId, sessionId, queueIds, event, search, after, take } = listing;
  if (status?.length === 0) return Promise.resolve([]);
  let deliveries = listed.where('d.orgId', '=', orgId);
  if (status !== undefined) deliveries = deliveries.where('d.status', 'in', status);
  if (channelId !== undefined) deliveries = deliveries.where('d.channelId', '=', channelId);
  if (sessionId !== undefined) deliveries = deliveries.where('d.sessionId', '=', sessionId);
  if (queueIds !== undefined) deliveries = deliveries.where('d.queueId', 'in', queueIds);
  if (event !== undefined) deliveries = deliveries.where('d.event', '=', event);
  if (search !== undefined) deliveries = deliveries.where((eb) => isFoundBy(eb, { orgId, search }));
  if (after !== null)
    deliveries = deliveries.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('d.createdAt', 'd.id'), '<', tuple(after.at, after.id)),
    );
  return listRows(db, deliveries.orderBy('d.createdAt', 'desc').orderBy('d.id', 'desc').limit(take));
}

// Each alternative has an index of its own.
function isFoundBy(
  eb: ExpressionBuilder<Tables & { d: Tables['deliveries'] }, 'd'>,
  { orgId, search }: { orgId: string; search: string },
) {
  const sessions = eb.selectFrom('sessions').select('sessions.id').where('sessions.orgId', '=', orgId);
  if (isUuid(search))
    return eb.or([
      eb('d.id', '=', search),
      eb('d.sessionId', '=', search),
      eb('d.sessionId', 'in', sessions.where('sessions.threadId', '=', search)),
    ]);
  const threads = eb
    .selectFrom('channels')
    .innerJoin('threads', (join) =>
      join.onRef('threads.orgId', '=', 'channels.orgId').onRef('threads.channelId', '=', 'channels.id'),
    )
    .select('threads.id')
    .where('channels.orgId', '=', orgId)
    .where('threads.externalId', '=', search);
  return eb('d.sessionId', 'in', sessions.where('sessions.threadId', 'in', threads));
}

type DeliveryKey = { orgId: string; id: string };

/** Finds a delivery. */
export function findDelivery(db: Db, { orgId, id }: DeliveryKey): Promise<DeliveryRow | null> {
  const delivery = listed
    .leftJoin('deliveryQueues as q', (join) =>
      join.onRef('q.orgId', '=', 'd.orgId').onRef('q.id', '=', 'd.queueId'),
    )
    .select(['d.body', 'd.headers', 'q.dueAt as queueDueAt'])
    .where('d.orgId', '=', orgId);
  return findRow(db, delivery.where('d.id', '=', id));
}

/** Lists the latest attempts of a delivery, the newest first. */
export function listAttempts(
  db: Db,
  { orgId, id, take }: DeliveryKey & { take: number },
): Promise<AttemptRow[]> {
  const attempts = build
    .selectFrom('deliveryAttempts')
    .select(['no', 'url', 'startedAt', 'durationMs', 'status', 'headers', 'body', 'errorCode', 'error'])
    .where('orgId', '=', orgId)
    .where('deliveryId', '=', id);
  return listRows(db, attempts.orderBy('no', 'desc').limit(take));
}
