// By hand: the claim and the fan-out, which every worker sends, and the insert, which shares pieces with the turn commit.
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';
import { IS_UNAPPLIED, LOCKED_KEY } from '../turn/pieces';

type EventKey = { orgId: string; id: string };

/** An event that has yet to reach everyone. */
export type DomainEventRow = EventKey & {
  name: string;
  payload: Json;
  /** The session that emitted it; null when a caller did. */
  sourceId: string | null;
  /** The number of events that led to it. */
  eventDepth: number;
};

export type NewDomainEvent = EventKey & {
  name: string;
  payload: Json;
  idempotencyKey: string | null;
  at: Date;
};

const insert = defineStatement<Omit<NewDomainEvent, 'payload'> & { payload: string }>(
  'insert_domain_event',
  `WITH ${LOCKED_KEY}, inserted AS (
     INSERT INTO domain_events (org_id, id, name, payload, created_at)
     SELECT :orgId::uuid, :id::uuid, :name::text, :payload::json, :at::timestamptz WHERE ${IS_UNAPPLIED}
     RETURNING org_id, id
   ), applied_key AS (
     UPDATE idempotency_records r SET status = 'applied', input_id = inserted.id
     FROM inserted WHERE r.org_id = inserted.org_id AND r.key = :idempotencyKey::text
   )
   SELECT 1 FROM inserted`,
);

/** Stores an event that a caller emits. False when the idempotency key was applied before: nothing was stored. */
export async function insertDomainEvent(
  { pool }: Db,
  { payload, ...event }: NewDomainEvent,
): Promise<boolean> {
  const { rows } = await pool.query(insert({ ...event, payload: toStoredJson(payload) }));
  return rows.length === 1;
}

const claim = defineStatement<{ now: Date; leaseUntil: Date; limit: number }>(
  'claim_domain_events',
  `UPDATE domain_events e SET lease_until = :leaseUntil
   FROM (SELECT org_id, id FROM domain_events WHERE lease_until IS NULL OR lease_until <= :now
         ORDER BY created_at, id LIMIT :limit FOR UPDATE SKIP LOCKED) free
   WHERE e.org_id = free.org_id AND e.id = free.id
   RETURNING e.org_id "orgId", e.id, e.name, e.payload, e.source_id "sourceId",
     coalesce((SELECT s.event_depth FROM sessions s WHERE s.org_id = e.org_id AND s.id = e.source_id), 0) "eventDepth"`,
);

/** Leases events, the oldest first. */
export async function claimDomainEvents(
  { pool }: Db,
  params: { now: Date; leaseUntil: Date; limit: number },
): Promise<DomainEventRow[]> {
  return (await pool.query<DomainEventRow>(claim(params))).rows;
}

// Sessions are locked in one order, so that two events for the same sessions never deadlock.
const spread = defineStatement<EventKey & { now: Date; eventDepth: number }>(
  'spread_domain_event',
  `WITH fresh AS (
     UPDATE domain_events SET fanned_out_at = :now::timestamptz
     WHERE org_id = :orgId::uuid AND id = :id::uuid AND fanned_out_at IS NULL
     RETURNING org_id, id, name, payload, source_id, created_at
   ), waiting AS (
     SELECT s.org_id, s.id, f.id event_id, f.name, f.payload, f.created_at
     FROM sessions s JOIN fresh f ON s.org_id = f.org_id AND s.awaited_event = f.name
     WHERE s.finished_at IS NULL AND s.id IS DISTINCT FROM f.source_id
     ORDER BY s.id FOR NO KEY UPDATE OF s
   ), arrived AS (
     INSERT INTO event_arrivals (org_id, session_id, event_id, name, payload, created_at, event_depth)
     SELECT org_id, id, event_id, name, payload, created_at, :eventDepth::int FROM waiting
   )
   SELECT count(*) FROM waiting`,
);

/** Puts an event on its way to every session that waits for it now, once; `eventDepth` is theirs once it has reached them. */
export async function spreadDomainEvent(
  { pool }: Db,
  params: EventKey & { now: Date; eventDepth: number },
): Promise<void> {
  await pool.query(spread(params));
}

/** Deletes an event that has reached every flow and session. */
export async function deleteDomainEvent(db: Db, { orgId, id }: EventKey): Promise<void> {
  await countRows(db, build.deleteFrom('domainEvents').where('orgId', '=', orgId).where('id', '=', id));
}
