import type { Db } from '../connection/transaction';

/** A call that a session waits for, as it is kept, and its JSON as it stands in the row. */
export type SealedCallRow<Kept> = {
  orgId: string;
  sessionId: string;
  key: string;
  request: Kept;
  stored: string;
};

/** Calls that one of these keys sealed. */
export async function listEffectsSealedWith<Kept>(
  { pool }: Db,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedCallRow<Kept>[]> {
  const text = `SELECT org_id "orgId", session_id "sessionId", key, request, request::text stored FROM effects
    WHERE split_part(request->>'sealed', '.', 2) = ANY($1) LIMIT $2`;
  return (await pool.query<SealedCallRow<Kept>>({ text, values: [keyIds, limit] })).rows;
}

/** Replaces what is kept of a call unless it changed since it was read; tells whether it did. */
export async function updateSealedEffect<Kept>(
  { pool }: Db,
  { orgId, sessionId, key, stored }: SealedCallRow<Kept>,
  request: Kept,
): Promise<boolean> {
  const text = `UPDATE effects SET request = $5
    WHERE org_id = $1 AND session_id = $2 AND key = $3 AND request::text = $4`;
  const values = [orgId, sessionId, key, stored, JSON.stringify(request)];
  return (await pool.query({ text, values })).rowCount === 1;
}
