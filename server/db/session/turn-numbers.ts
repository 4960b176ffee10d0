// By hand: processes with followed sessions poll with it.
import { groupBy } from '@/server/shared/group-by';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** The turn number of a session; null when it was deleted. */
export type SessionTurnNo = { id: string; turnNo: number | null };

/** A session, and the turn that it was seen at. */
export type SeenSession = { orgId: string; id: string; turnNo: number };

const movedSince = defineStatement<{ orgId: string; ids: string[]; turnNos: number[] }>(
  'list_turn_numbers',
  `SELECT w.id, s.turn_no "turnNo" FROM unnest(:ids::uuid[], :turnNos::int[]) AS w(id, turn_no)
   LEFT JOIN sessions s ON s.org_id = :orgId AND s.id = w.id
   WHERE s.id IS NULL OR s.turn_no > w.turn_no`,
);

/** Lists which of many sessions are past the turn they were seen at, or deleted; one statement for each organization. */
export async function listTurnNumbers({ pool }: Db, seen: readonly SeenSession[]): Promise<SessionTurnNo[]> {
  const byOrganization = [...groupBy(seen, ({ orgId }) => orgId)];
  const moved = byOrganization.map(([orgId, own]) => {
    const given = { orgId, ids: own.map(({ id }) => id), turnNos: own.map(({ turnNo }) => turnNo) };
    return pool.query<SessionTurnNo>(movedSince(given));
  });
  return (await Promise.all(moved)).flatMap(({ rows }) => rows);
}
