import type { SessionRow } from '@/server/db/session/row';

/*
 * reply/once  An answer to an input goes into the response of its caller while the caller waits for it, else to the webhook;
 *             never to both. Requests that overlap in a session each wait for the answers to their own input.
 */

export type SyncReply = SessionRow['syncReply'];

type Waiting = { inputId: string; until: number };

/** Tells whether the caller of an input waits for its answers at a time (ms since 1970). */
export function isAwaitedInput(syncReply: SyncReply, inputId: string | null, at: number): boolean {
  return listWaiting(syncReply).some((one) => one.inputId === inputId && at <= one.until);
}

/** Adds a caller that waits, and deletes those whose time is over. */
export function addSyncReply(syncReply: SyncReply, added: Waiting, at: number): SyncReply {
  const waiting = listWaiting(syncReply).filter(
    ({ inputId, until }) => inputId !== added.inputId && at <= until,
  );
  return toSyncReply([...waiting, { inputId: added.inputId, until: added.until }]);
}

/** Deletes the caller of an input. */
export function removeSyncReply(syncReply: SyncReply, inputId: string): SyncReply {
  return toSyncReply(listWaiting(syncReply).filter((one) => one.inputId !== inputId));
}

/** Tells whether the caller of an input is listed, whatever the time. */
export function isListed(syncReply: SyncReply, inputId: string): boolean {
  return listWaiting(syncReply).some((one) => one.inputId === inputId);
}

function listWaiting(syncReply: SyncReply): Waiting[] {
  if (syncReply === null) return [];
  const { inputId, until, earlier = [] } = syncReply;
  return [...earlier, { inputId, until }];
}

// The latest caller stands first in the object: processes of an earlier version read only that one.
function toSyncReply(waiting: readonly Waiting[]): SyncReply {
  const latest = waiting.at(-1);
  if (!latest) return null;
  const earlier = waiting.slice(0, -1);
  return earlier.length === 0 ? latest : { ...latest, earlier };
}
