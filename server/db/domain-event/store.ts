// By hand: the look, the claim and the fan-out, which every worker sends.
import type { Json } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db, Transaction } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import { build, countRows } from '../statement/query';
import { defineStatement } from '../statement/statement';

type EventKey = { orgId: string; id: string };

/** An event that has yet to reach everyone. */
export type DomainEventRow = EventKey & {
  name: string;
  payload: Json;
  /** The session that emitted it; null when a caller did. */
  sourceId: string | null;
  /** The number of events that led to it. */
  eventDepth: number;
  /** The environment of the session or the caller that emitted it; null for production. */
  environment: string | null;
};

export type NewDomainEvent = EventKey & {
  name: string;
  payload: Json;
  environment: string | null;
  at: Date;
};

/** Stores an event that a caller emits. */
export async function insertDomainEvent(
  db: Db,
  { orgId, id, name, payload, environment, at }: NewDomainEvent,
): Promise<void> {
  const event = { orgId, id, name, payload: toStoredJson(payload), environment, createdAt: at };
  await countRows(db, build.insertInto('domainEvents').values(event));
}

/** Stores an event and marks its idempotency key as applied; false when the key was applied before: nothing was stored. */
export async function insertKeyedDomainEvent(
  tx: Transaction,
  event: NewDomainEvent & { idempotencyKey: string },
): Promise<boolean> {
  const { orgId, id, idempotencyKey } = event;
  // A second request with the key waits for this lock, and then finds the key applied.
  const running = build
    .selectFrom('idempotencyRecords')
    .select('key')
    .where('orgId', '=', orgId)
    .where('key', '=', idempotencyKey)
    .where('status', '=', 'running');
  if ((await countRows(tx, running.forUpdate())) === 0) return false;
  await insertDomainEvent(tx, event);
  const applied = build.updateTable('idempotencyRecords').set({ status: 'applied', inputId: id });
  await countRows(tx, applied.where('orgId', '=', orgId).where('key', '=', idempotencyKey));
  return true;
}

const IS_FREE = '(d.lease_until IS NULL OR d.lease_until <= :now)';

const listFree = defineStatement<{ now: Date; limit: number }>(
  'list_domain_events',
  `SELECT d.org_id "orgId", d.id FROM domain_events d WHERE ${IS_FREE} ORDER BY d.created_at, d.id LIMIT :limit`,
);

const claim = defineStatement<{ now: Date; leaseUntil: Date; orgId: string; ids: string[] }>(
  'claim_domain_events',
  `UPDATE domain_events e SET lease_until = :leaseUntil
   FROM (SELECT d.id FROM domain_events d WHERE d.org_id = :orgId AND d.id = ANY(:ids::uuid[]) AND ${IS_FREE}
         FOR UPDATE SKIP LOCKED) free
   WHERE e.org_id = :orgId AND e.id = free.id
   RETURNING e.org_id "orgId", e.id, e.name, e.payload, e.source_id "sourceId", coalesce(
     (SELECT s.event_depth FROM sessions s WHERE s.org_id = :orgId AND s.id = e.source_id), 0) "eventDepth",
     coalesce(e.environment,
       (SELECT s.environment FROM sessions s WHERE s.org_id = :orgId AND s.id = e.source_id)) "environment"`,
);

/** Leases events, the oldest first. */
export function claimDomainEvents(
  { pool }: Db,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<DomainEventRow[]> {
  return takeByOrganization({
    limit,
    find: async (limit) => (await pool.query<EventKey>(listFree({ now, limit }))).rows,
    take: async (orgId, events) => {
      const ids = events.map(({ id }) => id);
      return (await pool.query<DomainEventRow>(claim({ now, leaseUntil, orgId, ids }))).rows;
    },
  });
}

const spread = defineStatement<EventKey & { now: Date }>(
  'spread_domain_event',
  `UPDATE domain_events SET fanned_out_at = :now
   WHERE org_id = :orgId AND id = :id AND fanned_out_at IS NULL RETURNING name, source_id "sourceId"`,
);

// Sessions are locked in one order, so that two events for the same sessions never deadlock.
const waiting = defineStatement<{
  orgId: string;
  name: string;
  sourceId: string | null;
  environment: string | null;
}>(
  'lock_waiting_sessions',
  `SELECT id FROM sessions
   WHERE org_id = :orgId AND (awaited_event = :name OR handled_events @> ARRAY[:name::text])
     AND finished_at IS NULL AND id IS DISTINCT FROM :sourceId::uuid
     AND environment IS NOT DISTINCT FROM :environment::text
   ORDER BY id FOR NO KEY UPDATE`,
);

const arrive = defineStatement<EventKey & { sessionIds: string[]; eventDepth: number }>(
  'insert_event_arrivals',
  `INSERT INTO event_arrivals (org_id, session_id, event_id, name, payload, created_at, event_depth)
   SELECT s.org_id, s.id, e.id, e.name, e.payload, e.created_at, :eventDepth::int
   FROM sessions s JOIN domain_events e ON e.org_id = s.org_id
   WHERE s.org_id = :orgId AND s.id = ANY(:sessionIds::uuid[]) AND e.id = :id`,
);

type Spread = { now: Date; eventDepth: number; environment: string | null };

/** Puts an event on its way to every session of its environment that waits for it now, once; `eventDepth` is theirs once it has reached them. */
export async function spreadDomainEvent(
  { pool }: Transaction,
  { orgId, id, now, eventDepth, environment }: EventKey & Spread,
): Promise<void> {
  const { rows } = await pool.query<{ name: string; sourceId: string | null }>(spread({ orgId, id, now }));
  const [event] = rows;
  if (!event) return;
  const found = await pool.query<{ id: string }>(waiting({ orgId, environment, ...event }));
  const sessionIds = found.rows.map((session) => session.id);
  if (sessionIds.length > 0) await pool.query(arrive({ orgId, id, sessionIds, eventDepth }));
}

/** Deletes an event that has reached every flow and session. */
export async function deleteDomainEvent(db: Db, { orgId, id }: EventKey): Promise<void> {
  await countRows(db, build.deleteFrom('domainEvents').where('orgId', '=', orgId).where('id', '=', id));
}
