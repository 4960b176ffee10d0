import type { Pool } from 'pg';
import { defineStatement } from './statement';

export type SessionTurnNo = { id: string; turnNo: number };

const turnNumbers = defineStatement<{ orgIds: string[]; ids: string[] }>(
  'list_turn_numbers',
  `SELECT s.id, s.turn_no "turnNo" FROM unnest(:orgIds::uuid[], :ids::uuid[]) AS w(org_id, id)
   JOIN sessions s ON s.org_id = w.org_id AND s.id = w.id`,
);

/** Reads how far many sessions have come; `orgIds` and `ids` go in pairs. */
export async function listTurnNumbers(
  pool: Pool,
  params: { orgIds: string[]; ids: string[] },
): Promise<SessionTurnNo[]> {
  return (await pool.query<SessionTurnNo>(turnNumbers(params))).rows;
}
