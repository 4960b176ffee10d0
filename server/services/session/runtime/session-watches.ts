import type { Db } from '@/server/db/connection/transaction';
import { listTurnNumbers } from '@/server/db/session/turn-numbers';
import type { Log } from '@/server/gateways/log';
import { isUuid } from '@/server/shared/ids';

/*
 * Wakes those who wait for a session's next turn. A commit of this process wakes its waiters at once; one poll for the watched
 * sessions of each organization finds the commits of other processes. It runs only while a session is watched.
 */
export type SessionWatches = {
  /** Reports that a session has reached `turnNo`. */
  notify(sessionId: string, turnNo: number): void;
  /** Reports that a part of a reply was written at `at`, in milliseconds since 1970. */
  notifyPartial(sessionId: string, at: number): void;
  /** Watches a session. Watch first and read afterwards, so that no turn is missed in between. */
  watch(orgId: string, sessionId: string): SessionWatch;
  close(): void;
};

export type SessionWatch = {
  /**
   * Resolves when the session is past `turnNo`, when a part of a reply was written after `partialAt` (default: never), after
   * `timeoutMs`, or when the signal is aborted.
   */
  waitPast(turnNo: number, wait: WaitOptions): Promise<void>;
  /** When the last part of a reply was written that is known here; 0 if there was none. */
  partialAt(): number;
  close(): void;
};

type WaitOptions = { timeoutMs: number; partialAt?: number; signal?: AbortSignal | undefined };

/** Waits for a turn after `turnNo`, or a part of a reply after `partialAt`. */
type Waiter = { turnNo: number; partialAt: number; wake: () => void };
type Watched = {
  orgId: string;
  turnNo: number;
  partialAt: number;
  watches: number;
  waiters: Set<Waiter>;
};

/** The turn number of a session that no longer exists: it wakes every waiter, and their next read finds it missing. */
const GONE = Number.POSITIVE_INFINITY;

/** Makes the watches of a process, which poll every `pollMs`. */
export function createSessionWatches(db: Db, log: Log, pollMs: number): SessionWatches {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const notify = (sessionId: string, turnNo: number): void => {
    const entry = watched.get(sessionId);
    // A late notification for a turn that was already seen is ignored.
    if (!entry || turnNo <= entry.turnNo) return;
    entry.turnNo = turnNo;
    for (const waiter of entry.waiters) if (waiter.turnNo < turnNo) waiter.wake();
  };

  const notifyPartial = (sessionId: string, at: number): void => {
    const entry = watched.get(sessionId);
    if (!entry || at <= entry.partialAt) return;
    entry.partialAt = at;
    for (const waiter of entry.waiters) if (waiter.partialAt < at) waiter.wake();
  };

  const schedule = (): void => {
    if (timer || isClosed || watched.size === 0) return;
    timer = setTimeout(() => {
      poll(db, watched, { notify, notifyPartial })
        .catch((err: unknown) => log.warn({ err }, 'poll of watched sessions failed, will retry'))
        .finally(() => {
          timer = undefined;
          schedule();
        });
    }, pollMs);
  };

  const watch = (orgId: string, sessionId: string): SessionWatch => {
    const entry = watched.get(sessionId) ?? {
      ...{ orgId, turnNo: 0, partialAt: 0, watches: 0 },
      waiters: new Set(),
    };
    entry.watches += 1;
    watched.set(sessionId, entry);
    schedule();
    const close = (): void => {
      entry.watches -= 1;
      if (entry.watches === 0) watched.delete(sessionId);
    };
    return {
      waitPast: (turnNo, wait) => waitPast(entry, turnNo, wait),
      partialAt: () => entry.partialAt,
      close,
    };
  };

  const close = (): void => {
    isClosed = true;
    clearTimeout(timer);
    for (const { waiters } of watched.values()) for (const { wake } of waiters) wake();
  };

  return { notify, notifyPartial, watch, close };
}

async function poll(
  db: Db,
  watched: ReadonlyMap<string, Watched>,
  { notify, notifyPartial }: Pick<SessionWatches, 'notify' | 'notifyPartial'>,
): Promise<void> {
  // A malformed id would fail the statement for all sessions.
  const asked = [...watched].filter(([id, { turnNo }]) => turnNo !== GONE && isUuid(id));
  const seen = asked.map(([id, { orgId, turnNo, partialAt }]) => ({ orgId, id, turnNo, partialAt }));
  const moved = await listTurnNumbers(db, seen);
  for (const { id, turnNo, partialAt } of moved) {
    if (partialAt) notifyPartial(id, partialAt.getTime());
    notify(id, turnNo ?? GONE);
  }
}

async function waitPast(
  entry: Watched,
  turnNo: number,
  { timeoutMs, signal, partialAt = Number.POSITIVE_INFINITY }: WaitOptions,
): Promise<void> {
  if (entry.turnNo > turnNo || entry.partialAt > partialAt || signal?.aborted) return;
  const { promise, wake } = createWaiter();
  const timer = setTimeout(wake, timeoutMs);
  const waiter = { turnNo, partialAt, wake };
  entry.waiters.add(waiter);
  signal?.addEventListener('abort', wake);
  await promise;
  clearTimeout(timer);
  entry.waiters.delete(waiter);
  signal?.removeEventListener('abort', wake);
}

function createWaiter(): { promise: Promise<void>; wake: () => void } {
  let wake = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return { promise, wake };
}
