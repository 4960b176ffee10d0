// By hand: the claim, which every worker sends several times a second.
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';
import { defineStatement } from '../statement/statement';

type ArrivalKey = { orgId: string; sessionId: string; eventId: string };

/** An event on its way to one session. */
export type ArrivalRow = ArrivalKey & { name: string; payload: Json; eventDepth: number };

// Only the oldest of a session is taken, so that events reach it in the order they were emitted in.
const claim = defineStatement<{ now: Date; leaseUntil: Date; limit: number }>(
  'claim_event_arrivals',
  `UPDATE event_arrivals a SET lease_until = :leaseUntil
   FROM (SELECT org_id, session_id, event_id FROM event_arrivals f
         WHERE (lease_until IS NULL OR lease_until <= :now) AND NOT EXISTS (
           SELECT 1 FROM event_arrivals o WHERE o.org_id = f.org_id AND o.session_id = f.session_id
             AND (o.created_at, o.event_id) < (f.created_at, f.event_id))
         ORDER BY created_at, event_id LIMIT :limit FOR UPDATE SKIP LOCKED) free
   WHERE a.org_id = free.org_id AND a.session_id = free.session_id AND a.event_id = free.event_id
   RETURNING a.org_id "orgId", a.session_id "sessionId", a.event_id "eventId", a.name, a.payload, a.event_depth "eventDepth"`,
);

/** Leases events that are on their way, the oldest first and one for each session. */
export async function claimEventArrivals(
  { pool }: Db,
  params: { now: Date; leaseUntil: Date; limit: number },
): Promise<ArrivalRow[]> {
  return (await pool.query<ArrivalRow>(claim(params))).rows;
}

/** Deletes an event that its session does not wait for. */
export async function deleteEventArrival(db: Db, { orgId, sessionId, eventId }: ArrivalKey): Promise<void> {
  const arrival = build.deleteFrom('eventArrivals').where('orgId', '=', orgId);
  await countRows(db, arrival.where('sessionId', '=', sessionId).where('eventId', '=', eventId));
}
