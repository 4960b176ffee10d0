import type { Database } from '@/server/db/client';
import { insertRequestRecords } from '@/server/db/request-record-store';
import type { Ids } from '@/server/gateways/ids';
import type { Log } from '@/server/gateways/log';

/** A request of an API key: never its body, query or secret. `at` is in milliseconds since 1970. */
export type RequestNote = {
  orgId: string;
  keyId: string;
  at: number;
  api: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  requestId: string;
  sessionId: string | null;
};

/*
 * R1 No request waits for being kept, not even by a statement that has much to write.
 * R2 Of what a key is refused for being beyond a limit, only the first of each round are kept: whoever goes on asking fills
 *    neither the database nor the owner's log.
 */

/** Keeps requests of API keys for their owners, written in rounds. */
export type RequestLog = {
  note(request: RequestNote): void;
  /** Writes down what was noted since the last time. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

const FLUSH_MS = 1_000;
/** What one statement takes; where more come they are written more often than each round. */
const BATCH = 200;
/** What a burst beyond the database's speed may hold; more is dropped, and the log says how much. */
const MOST_HELD = 20_000;
const MAX_PATH_LENGTH = 500;
const BEYOND_A_LIMIT = 429;
const MOST_BEYOND = 10;

export type RequestLogOptions = { db: Database; ids: Ids; log: Log; flushMs?: number };

/** Makes a process's log. What was noted and not yet written is lost with a process that is killed. */
export function createRequestLog({ db, ids, log, flushMs = FLUSH_MS }: RequestLogOptions): RequestLog {
  const held: RequestNote[] = [];
  let writing = Promise.resolve();
  let dropped = 0;
  const beyondByKey = new Map<string, number>();

  const isOneTooMany = ({ status, keyId }: RequestNote): boolean => {
    if (status !== BEYOND_A_LIMIT) return false;
    const before = beyondByKey.get(keyId) ?? 0;
    beyondByKey.set(keyId, before + 1);
    return before >= MOST_BEYOND;
  };

  const keep = async (taken: readonly RequestNote[]): Promise<void> => {
    try {
      await insertRequestRecords(
        db.pool,
        taken.map((note) => ({ ...note, id: ids.uuid(note.at), path: note.path.slice(0, MAX_PATH_LENGTH) })),
      );
    } catch (err) {
      log.warn({ err, requests: taken.length }, 'requests were not kept');
    }
  };

  const write = (least: number): Promise<void> => {
    writing = writing.then(async () => {
      // What comes meanwhile is for the next time: else a busy process would never be done.
      for (let due = held.length; due >= least; due -= BATCH)
        await keep(held.splice(0, Math.min(BATCH, due)));
    });
    return writing;
  };

  const flush = (): Promise<void> => {
    beyondByKey.clear();
    if (dropped > 0) log.warn({ dropped }, 'requests were not kept: there were too many at once');
    dropped = 0;
    return write(1);
  };

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    note: (request) => {
      if (isOneTooMany(request)) return;
      if (held.length < MOST_HELD) held.push(request);
      else dropped += 1;
      if (held.length === BATCH) void write(BATCH);
    },
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}
