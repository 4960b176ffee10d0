// By hand: processes with followed sessions poll with it.
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** The turn number of a session; null when it was deleted. */
export type SessionTurnNo = { id: string; turnNo: number | null };

type Seen = { orgIds: string[]; ids: string[]; turnNos: number[] };

const movedSince = defineStatement<Seen>(
  'list_turn_numbers',
  `SELECT w.id, s.turn_no "turnNo"
   FROM unnest(:orgIds::uuid[], :ids::uuid[], :turnNos::int[]) AS w(org_id, id, turn_no)
   LEFT JOIN sessions s ON s.org_id = w.org_id AND s.id = w.id
   WHERE s.id IS NULL OR s.turn_no > w.turn_no`,
);

/** Lists which of many sessions are past the turn they were seen at, or deleted; the lists go in pairs. */
export async function listTurnNumbers({ pool }: Db, seen: Seen): Promise<SessionTurnNo[]> {
  return (await pool.query<SessionTurnNo>(movedSince(seen))).rows;
}
