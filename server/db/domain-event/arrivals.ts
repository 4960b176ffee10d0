// By hand: the look and the claim, which every worker sends several times a second.
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import { build, countRows } from '../statement/query';
import { defineStatement } from '../statement/statement';

type ArrivalKey = { orgId: string; sessionId: string; eventId: string };

/** An event on its way to one session. */
export type ArrivalRow = ArrivalKey & { name: string; payload: Json; eventDepth: number };

// Only the oldest of a session is taken, so that events reach it in the order they were emitted in.
const IS_NEXT = `(d.lease_until IS NULL OR d.lease_until <= :now) AND NOT EXISTS (
           SELECT 1 FROM event_arrivals o WHERE o.org_id = d.org_id AND o.session_id = d.session_id
             AND (o.created_at, o.event_id) < (d.created_at, d.event_id))`;

const listNext = defineStatement<{ now: Date; limit: number }>(
  'list_event_arrivals',
  `SELECT d.org_id "orgId", d.session_id "sessionId", d.event_id "eventId" FROM event_arrivals d WHERE ${IS_NEXT}
   ORDER BY d.created_at, d.event_id LIMIT :limit`,
);

type Claim = { now: Date; leaseUntil: Date; orgId: string; sessionIds: string[]; eventIds: string[] };

const claim = defineStatement<Claim>(
  'claim_event_arrivals',
  `UPDATE event_arrivals a SET lease_until = :leaseUntil
   FROM (SELECT d.session_id, d.event_id FROM event_arrivals d
         JOIN unnest(:sessionIds::uuid[], :eventIds::uuid[]) AS f(session_id, event_id)
           ON f.session_id = d.session_id AND f.event_id = d.event_id
         WHERE d.org_id = :orgId AND ${IS_NEXT} FOR UPDATE OF d SKIP LOCKED) free
   WHERE a.org_id = :orgId AND a.session_id = free.session_id AND a.event_id = free.event_id
   RETURNING a.org_id "orgId", a.session_id "sessionId", a.event_id "eventId", a.name, a.payload, a.event_depth "eventDepth"`,
);

/** Leases events that are on their way, the oldest first and one for each session. */
export function claimEventArrivals(
  { pool }: Db,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<ArrivalRow[]> {
  return takeByOrganization({
    limit,
    find: async (limit) => (await pool.query<ArrivalKey>(listNext({ now, limit }))).rows,
    take: async (orgId, next) => {
      const sessionIds = next.map(({ sessionId }) => sessionId);
      const eventIds = next.map(({ eventId }) => eventId);
      return (await pool.query<ArrivalRow>(claim({ now, leaseUntil, orgId, sessionIds, eventIds }))).rows;
    },
  });
}

/** Deletes an event that its session does not wait for. */
export async function deleteEventArrival(db: Db, { orgId, sessionId, eventId }: ArrivalKey): Promise<void> {
  const arrival = build.deleteFrom('eventArrivals').where('orgId', '=', orgId);
  await countRows(db, arrival.where('sessionId', '=', sessionId).where('eventId', '=', eventId));
}
