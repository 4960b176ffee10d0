// By hand: processes with followed sessions poll with it.
import { groupBy } from '@/server/shared/group-by';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** The turn number of a session; null when it was deleted. `partialAt` is when a newer part of a reply was written. */
export type SessionTurnNo = { id: string; turnNo: number | null; partialAt: Date | null };

/** A session, the turn that it was seen at, and the last part of a reply that was seen; in milliseconds, 0 for none. */
export type SeenSession = { orgId: string; id: string; turnNo: number; partialAt: number };

const movedSince = defineStatement<{ orgId: string; ids: string[]; turnNos: number[]; partials: Date[] }>(
  'list_turn_numbers',
  `SELECT w.id, s.turn_no "turnNo", e.partial_at "partialAt"
   FROM unnest(:ids::uuid[], :turnNos::int[], :partials::timestamptz[]) AS w(id, turn_no, partial_at)
   LEFT JOIN sessions s ON s.org_id = :orgId AND s.id = w.id
   LEFT JOIN effects e ON e.org_id = :orgId AND e.session_id = w.id AND e.partial_at > w.partial_at
   WHERE s.id IS NULL OR s.turn_no > w.turn_no OR e.partial_at IS NOT NULL`,
);

/**
 * Lists which of many sessions are past the turn they were seen at, have a newer part of a reply, or are deleted; one statement for each
 * organization.
 */
export async function listTurnNumbers({ pool }: Db, seen: readonly SeenSession[]): Promise<SessionTurnNo[]> {
  const byOrganization = [...groupBy(seen, ({ orgId }) => orgId)];
  const moved = byOrganization.map(([orgId, own]) => {
    const ids = own.map(({ id }) => id);
    const turnNos = own.map(({ turnNo }) => turnNo);
    const partials = own.map(({ partialAt }) => new Date(partialAt));
    return pool.query<SessionTurnNo>(movedSince({ orgId, ids, turnNos, partials }));
  });
  return (await Promise.all(moved)).flatMap(({ rows }) => rows);
}
