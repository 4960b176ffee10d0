import type { Db } from '@/server/db/connection/transaction';
import type { SessionRow } from '@/server/db/session/row';
import { findSession, listSessionsByKeys, type SessionKey } from '@/server/db/session/store';
import { type BatchOptions, createBatcher } from '@/server/shared/batcher';

/*
 * Reads of sessions of one process on their way to the database.
 *
 * R1 A read sees everything that was committed before it was asked for.
 * R2 One that comes alone goes at once; those that come while `concurrency` statements are under way go together with the next,
 *    up to `most` of them.
 * R3 Each is given the session of its own organization, or none; one that fails fails no other.
 */
export type ReadBatcher = {
  /** The session, or null when the organization has none of that id. */
  find(key: SessionKey): Promise<SessionRow | null>;
};

/** Makes a process's group of reads. */
export function createReadBatcher(db: Db, gathering: BatchOptions): ReadBatcher {
  const one = (key: SessionKey) => findSession(db, key);
  const many = async (keys: readonly SessionKey[]) => {
    const found = new Map(
      (await listSessionsByKeys(db, keys)).map((row) => [toName(row.orgId, row.id), row]),
    );
    return keys.map(({ orgId, sessionId }) => found.get(toName(orgId, sessionId)) ?? null);
  };
  return { find: createBatcher({ one, many }, gathering) };
}

// PostgreSQL writes ids in lower case, however they were asked for.
function toName(orgId: string, sessionId: string): string {
  return `${orgId}/${sessionId}`.toLowerCase();
}
