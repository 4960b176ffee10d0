import { isUuid } from '@/server/shared/ids';
import type { Db } from '../connection/transaction';
import type { ChannelKind, DeliveryStatus } from '../statement/checked-values';
import type { AttemptRecord } from './attempts';

/** A delivery in a list: without its body. */
export type ListedDelivery = {
  id: string;
  channelId: string;
  channelName: string;
  channelKind: ChannelKind;
  queueId: string;
  sessionId: string | null;
  turnNo: number | null;
  event: string;
  status: DeliveryStatus;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  settledAt: Date | null;
};

export type DeliveryRow = ListedDelivery & {
  body: string;
  headers: Record<string, string>;
  /** When its queue is due; null when it has nothing to send. */
  queueDueAt: Date | null;
};

export type AttemptRow = AttemptRecord & { no: number };

export type DeliveryFilter = {
  status?: readonly DeliveryStatus[] | undefined;
  channelId?: string | undefined;
  sessionId?: string | undefined;
  /** A thread's id, or a channel's for its own. */
  queueId?: string | undefined;
  event?: string | undefined;
  /** An id of a delivery, a session or a thread, or the caller's own id of a conversation. */
  search?: string | undefined;
};

export type DeliveryListing = DeliveryFilter & {
  orgId: string;
  before: { at: Date; id: string } | null;
  limit: number;
};

const LISTED = `d.id, d.channel_id "channelId", c.name "channelName", c.kind "channelKind", d.queue_id "queueId", d.session_id "sessionId", d.turn_no "turnNo",
  d.event, d.status, d.attempts, d.last_error "lastError", d.created_at "createdAt", d.settled_at "settledAt"`;
const FROM = 'FROM deliveries d JOIN channels c ON c.org_id = d.org_id AND c.id = d.channel_id';

/** Lists deliveries, the newest first. */
export async function listDeliveries({ pool }: Db, listing: DeliveryListing): Promise<ListedDelivery[]> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const where = toConditions(listing, add).join(' AND ');
  const text = `SELECT ${LISTED} ${FROM} WHERE ${where}
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${add(listing.limit)}`;
  return (await pool.query<ListedDelivery>({ text, values })).rows;
}

function toConditions(listing: DeliveryListing, add: (value: unknown) => string): string[] {
  const { orgId, status, channelId, sessionId, queueId, event, search, before } = listing;
  const conditions = [
    `d.org_id = ${add(orgId)}`,
    status && `d.status = ANY(${add(status)}::text[])`,
    channelId !== undefined && `d.channel_id = ${add(channelId)}`,
    sessionId !== undefined && `d.session_id = ${add(sessionId)}`,
    queueId !== undefined && `d.queue_id = ${add(queueId)}`,
    event !== undefined && `d.event = ${add(event)}`,
    search !== undefined && toSearch(orgId, search, add),
    before && `(d.created_at, d.id) < (${add(before.at)}, ${add(before.id)})`,
  ];
  return conditions.filter((condition) => typeof condition === 'string');
}

// Each is found by an index of its own.
function toSearch(orgId: string, search: string, add: (value: unknown) => string): string {
  const org = add(orgId);
  if (!isUuid(search))
    return `d.session_id IN (SELECT s.id FROM channels t_c
      JOIN threads t ON t.org_id = t_c.org_id AND t.channel_id = t_c.id AND t.external_id = ${add(search)}
      JOIN sessions s ON s.org_id = t.org_id AND s.thread_id = t.id WHERE t_c.org_id = ${org})`;
  const id = `${add(search)}::uuid`;
  return `(d.id = ${id} OR d.session_id = ${id} OR d.session_id IN (
    SELECT s.id FROM sessions s WHERE s.org_id = ${org} AND s.thread_id = ${id}))`;
}

type DeliveryKey = { orgId: string; id: string };

/** Reads one delivery. */
export async function findDelivery({ pool }: Db, { orgId, id }: DeliveryKey): Promise<DeliveryRow | null> {
  const text = `SELECT ${LISTED}, d.body, d.headers, l.due_at "laneDueAt" ${FROM}
    LEFT JOIN delivery_queues l ON l.org_id = d.org_id AND l.id = d.queue_id WHERE d.org_id = $1 AND d.id = $2`;
  return (await pool.query<DeliveryRow>({ text, values: [orgId, id] })).rows[0] ?? null;
}

/** Lists the latest attempts of a delivery, the newest first. */
export async function listAttempts(
  { pool }: Db,
  { orgId, id, limit }: DeliveryKey & { limit: number },
): Promise<AttemptRow[]> {
  const text = `SELECT a.no, a.url, a.started_at "startedAt", a.duration_ms "durationMs", a.status, a.headers, a.body,
      a.error_code "errorCode", a.error
    FROM delivery_attempts a WHERE a.org_id = $1 AND a.delivery_id = $2 ORDER BY a.no DESC LIMIT $3`;
  return (await pool.query<AttemptRow>({ text, values: [orgId, id, limit] })).rows;
}
