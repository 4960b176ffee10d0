import type { Db } from '@/server/db/connection/transaction';
import type { SessionRow } from '@/server/db/session/row';
import { findSession, listSessionsByKeys, type SessionKey } from '@/server/db/session/store';
import { type BatchOptions, createBatcher } from '@/server/shared/batcher';

/*
 * Reads the sessions of one process.
 *
 * reads/fresh  A read sees every commit that was made before the call.
 * reads/no-waiting  A read waits only while `concurrency` statements are under way. Reads that wait or arrive at the same time
 *     go together, at most `maxItems` in a statement.
 * reads/independent  Each read returns the session of its own organization or null; a read that fails does not fail any
 *     other.
 */
export type ReadBatcher = {
  /** Reads a session; null when the organization has none with that id. */
  find(key: SessionKey): Promise<SessionRow | null>;
};

/** Makes the read batcher of a process. */
export function createReadBatcher(db: Db, options: BatchOptions): ReadBatcher {
  const one = (key: SessionKey) => findSession(db, key);
  const many = async (keys: readonly SessionKey[]) => {
    const found = new Map(
      (await listSessionsByKeys(db, keys)).map((row) => [toKeyText(row.orgId, row.id), row]),
    );
    return keys.map(({ orgId, sessionId }) => found.get(toKeyText(orgId, sessionId)) ?? null);
  };
  return { find: createBatcher({ one, many }, options) };
}

// PostgreSQL returns ids in lower case, whatever their case in the query.
function toKeyText(orgId: string, sessionId: string): string {
  return `${orgId}/${sessionId}`.toLowerCase();
}
