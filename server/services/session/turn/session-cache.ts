/*
 * The sessions that this process has committed, so that their next turn needs no read.
 *
 * cache/decides-nothing  A turn from the cached row counts only if the commit finds the session at that turn number, and
 *     only turns that need no more than the short statements are taken from it (advance-session.ts).
 * cache/as-read  A cached row equals the row that a read returns: its JSON is parsed from the stored text.
 * cache/only-while-it-helps  The cache is used while most of its rows are up to date. Where other processes take turns of
 *     the same sessions, reading first costs less.
 * cache/bounded  At most MOST sessions are cached, none with a state over MAX_CHARS or metadata over MAX_METADATA_CHARS
 *     characters.
 */

import { type SessionRow, toSessionRow } from '@/server/db/session/row';
import type { StoredState } from '@/server/db/session/stored-state';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import type { JsonObject } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';

export type SessionCache = {
  /** The row of the last commit, while it is likely to be up to date; else null. */
  get(key: { orgId: string; sessionId: string }): SessionRow | null;
  /** Caches the session of a commit; removes it if the commit has extras. */
  set(commit: Pick<TurnCommit, 'session' | 'stateText' | 'extras'>): void;
  /** Removes a session that something else than a turn of this process has changed. */
  remove(sessionId: string): void;
  /** Compares the cached row with the row that was read; null reports that a commit did not find the cached turn number. */
  validate(sessionId: string, row: SessionRow | null): void;
};

type CachedSession = { row: Omit<SessionRow, 'state'> & { state: undefined }; stateText: string };

const MOST = 5_000;
const MAX_CHARS = 8_192;
const MAX_METADATA_CHARS = 1_024;
/** The cache is used while at least this share of its rows was up to date. */
const MIN_VALID = 0.6;
/** Window of the moving average of valid rows, in sessions. */
const WINDOW = 32;

/** The metadata as a read returns it; null where it is too long. A session's metadata never changes, so this is made once. */
function toCachedMetadata(metadata: JsonObject): JsonObject | null {
  const text = toStoredJson(metadata);
  return text.length > MAX_METADATA_CHARS ? null : (JSON.parse(text) as JsonObject);
}

/** Makes the session cache of a process. */
export function createSessionCache(): SessionCache {
  // A Map keeps the order of commits. Every turn writes here, and LRUCache takes 14 µs more for it, a quarter of a turn.
  const cached = new Map<string, CachedSession>();
  let validShare = 1;

  return {
    get: ({ orgId, sessionId }) => {
      const found = validShare < MIN_VALID ? null : cached.get(sessionId);
      if (found?.row.orgId !== orgId) return null;
      return toSessionRow({ ...found.row, state: JSON.parse(found.stateText) as StoredState });
    },
    set: ({ session, stateText, extras }) => {
      const wasCached = cached.delete(session.id);
      if (extras || session.finishedAt || stateText.length > MAX_CHARS) return;
      const metadata = wasCached ? session.metadata : toCachedMetadata(session.metadata);
      if (!metadata) return;
      cached.set(session.id, { row: { ...session, metadata, state: undefined }, stateText });
      if (cached.size <= MOST) return;
      const [oldest = ''] = cached.keys();
      cached.delete(oldest);
    },
    remove: (sessionId) => {
      cached.delete(sessionId);
    },
    validate: (sessionId, row) => {
      const found = cached.get(sessionId);
      if (!found) return;
      const isValid = found.row.turnNo === row?.turnNo;
      validShare += (Number(isValid) - validShare) / WINDOW;
      if (!isValid) cached.delete(sessionId);
    },
  };
}
