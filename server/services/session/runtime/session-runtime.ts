import type { Database } from '@/server/db/connection/client';
import { releaseEffects } from '@/server/db/effect/store';
import { listTurnNumbers } from '@/server/db/session/turn-numbers';
import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import { isUuid } from '@/server/shared/ids';
import { createRunningCalls, type RunningCalls } from '../effects/running-calls';
import { createSessionCache, type SessionCache } from '../turn/session-cache';
import { createKeyedMutex, type KeyedMutex } from './keyed-mutex';
import { createReadBatcher, type ReadBatcher } from './read-batcher';
import { createStartBatcher, type StartBatcher } from './start-batcher';

/*
 * What one process knows of its sessions at this moment. Nothing in here is needed for correctness: a commit of this
 * process wakes its own waiters at once, a poll shared by all of them sees the commits of other processes.
 */
export type SessionRuntime = {
  mutex: KeyedMutex;
  calls: RunningCalls;
  cache: SessionCache;
  starts: StartBatcher;
  reads: ReadBatcher;
  /** Says that a session has come to `turnNo`. */
  notify(sessionId: string, turnNo: number): void;
  /** Begins to watch a session; watch first and read then, so that nothing falls between. */
  watch(orgId: string, sessionId: string): SessionWatch;
  /** Stops watching, waits up to `graceMs` for calls under way and leaves the rest to other processes. */
  close(graceMs: number): Promise<void>;
};

export type SessionWatch = {
  /** Resolves once the session is past `turnNo`, or after `timeoutMs`, or when the signal is aborted. */
  waitPast(turnNo: number, wait: { timeoutMs: number; signal?: AbortSignal | undefined }): Promise<void>;
  close(): void;
};

/** Waits for a turn after `turnNo`. */
type Waiter = { turnNo: number; wake: () => void };
type Watched = { orgId: string; turnNo: number; watches: number; waiters: Set<Waiter> };

// Few, so that they gather where many come; a second one goes on beside one that is slow.
const STARTS = { concurrency: 2, maxItems: 16 };
const READS = { concurrency: 2, maxItems: 16 };
const GONE = Number.POSITIVE_INFINITY;

export type SessionRuntimeOptions = {
  db: Database;
  log: Log;
  clock: Clock;
  processId: string;
  pollMs?: number;
};

/** Makes a process's hub; it polls every `pollMs`, 250 unless told, and only while something is watched. */
export function createSessionRuntime({
  db,
  log,
  clock,
  processId,
  pollMs = 250,
}: SessionRuntimeOptions): SessionRuntime {
  const watched = new Map<string, Watched>();
  const calls = createRunningCalls();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const notify = (sessionId: string, turnNo: number): void => {
    const entry = watched.get(sessionId);
    if (!entry || turnNo <= entry.turnNo) return;
    entry.turnNo = turnNo;
    // News of a turn that somebody has seen already may come late: it is none to them.
    for (const waiter of entry.waiters) if (waiter.turnNo < turnNo) waiter.wake();
  };

  const schedule = (): void => {
    if (timer || closed || watched.size === 0) return;
    timer = setTimeout(() => {
      poll()
        .catch((err: unknown) => log.warn({ err }, 'sessions could not be polled'))
        .finally(() => {
          timer = undefined;
          schedule();
        });
    }, pollMs);
  };

  const poll = async (): Promise<void> => {
    // Who waits for one that is gone was woken when that was seen.
    // One id that is none would fail the look for all of them.
    const asked = [...watched].filter(([id, { turnNo }]) => turnNo !== GONE && isUuid(id));
    const moved = await listTurnNumbers(db, {
      orgIds: asked.map(([, { orgId }]) => orgId),
      ids: asked.map(([id]) => id),
      turnNos: asked.map(([, { turnNo }]) => turnNo),
    });
    // A session that is gone wakes its waiters, too: they find out by themselves.
    for (const { id, turnNo } of moved) notify(id, turnNo ?? GONE);
  };

  const watch = (orgId: string, sessionId: string): SessionWatch => {
    const entry = watched.get(sessionId) ?? { orgId, turnNo: 0, watches: 0, waiters: new Set() };
    entry.watches += 1;
    watched.set(sessionId, entry);
    schedule();
    const close = (): void => {
      entry.watches -= 1;
      if (entry.watches === 0) watched.delete(sessionId);
    };
    return { waitPast: (turnNo, wait) => waitPast(entry, turnNo, wait), close };
  };

  const close = async (graceMs: number): Promise<void> => {
    await calls.stop(graceMs);
    // Without it the leases lapse by themselves.
    await releaseEffects(db, processId, new Date(clock.now())).catch((err: unknown) =>
      log.warn({ err }, 'calls could not be released'),
    );
    closed = true;
    clearTimeout(timer);
    for (const { waiters } of watched.values()) for (const { wake } of waiters) wake();
  };

  return {
    mutex: createKeyedMutex(),
    cache: createSessionCache(),
    starts: createStartBatcher(db, STARTS),
    reads: createReadBatcher(db, READS),
    calls,
    notify,
    watch,
    close,
  };
}

async function waitPast(
  entry: Watched,
  turnNo: number,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<void> {
  if (entry.turnNo > turnNo || signal?.aborted) return;
  const { promise, wake } = makeWaiter();
  const timer = setTimeout(wake, timeoutMs);
  const waiter = { turnNo, wake };
  entry.waiters.add(waiter);
  signal?.addEventListener('abort', wake);
  await promise;
  clearTimeout(timer);
  entry.waiters.delete(waiter);
  signal?.removeEventListener('abort', wake);
}

function makeWaiter(): { promise: Promise<void>; wake: () => void } {
  let wake = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return { promise, wake };
}
