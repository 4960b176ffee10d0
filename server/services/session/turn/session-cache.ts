/*
 * Sessions as this process left them, which spares their next turn its read.
 *
 * N1 What is remembered decides nothing by itself: a turn made from it counts only if the commit finds the session at that
 *    turn number, and only turns that merely speak are made so (take-turn-from-cache.ts).
 * N2 It is what a read would give: the state goes the way through its stored text.
 * N3 It is made use of while most of it holds. Where other processes take the turns between, reading first costs less.
 * N4 No more than MOST sessions are remembered, and none whose state is longer than MAX_CHARS, nor its metadata than
 *    MAX_METADATA_CHARS.
 */

import type { SessionRow } from '@/server/db/session/row';
import type { TurnCommit } from '@/server/db/turn/commit';
import type { SessionState } from '@/server/engine/session';

export type SessionCache = {
  /** The session as it was left, when that is likely to hold still. */
  get(key: { orgId: string; sessionId: string }): SessionRow | null;
  /** Remembers a session after a turn; none that had more to it than to speak. */
  set(commit: Pick<TurnCommit, 'session' | 'stateText' | 'extras'>): void;
  /** Tells what was read of a session, or null: that a commit did not find it as it was remembered. */
  validate(sessionId: string, row: SessionRow | null): void;
};

type CachedSession = { row: Omit<SessionRow, 'state'> & { state: undefined }; stateText: string };

const MOST = 5_000;
const MAX_CHARS = 8_192;
const MAX_METADATA_CHARS = 1_024;
const LIKELY = 0.6;
/** Of about how many of the last sessions the share that held is told. */
const SEEN = 32;

/** Makes a process's memory of sessions. */
export function createSessionCache(): SessionCache {
  // The order of the map is the order of use.
  const known = new Map<string, CachedSession>();
  let holding = 1;

  return {
    get: ({ orgId, sessionId }) => {
      const found = holding < LIKELY ? null : known.get(sessionId);
      if (found?.row.orgId !== orgId) return null;
      return { ...found.row, state: JSON.parse(found.stateText) as SessionState };
    },
    set: ({ session, stateText, extras }) => {
      const wasKnown = known.delete(session.id);
      if (extras || session.finishedAt || stateText.length > MAX_CHARS) return;
      // A session's metadata never changes, so it is measured once.
      if (!wasKnown && JSON.stringify(session.metadata).length > MAX_METADATA_CHARS) return;
      known.set(session.id, { row: { ...session, state: undefined }, stateText });
      if (known.size <= MOST) return;
      const [oldest = ''] = known.keys();
      known.delete(oldest);
    },
    validate: (sessionId, row) => {
      const found = known.get(sessionId);
      if (!found) return;
      const holds = found.row.turnNo === row?.turnNo;
      holding += (Number(holds) - holding) / SEEN;
      if (!holds) known.delete(sessionId);
    },
  };
}
