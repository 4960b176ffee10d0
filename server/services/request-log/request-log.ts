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

/** Keeps requests of API keys for their owners, written in batches so that no request waits for it. */
export type RequestLog = {
  note(request: RequestNote): void;
  /** Writes down what was noted since the last time. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

const FLUSH_MS = 1_000;
/** What a burst beyond the database's speed may hold; more is dropped, and the log says how much. */
const MOST_HELD = 20_000;
const MAX_PATH_LENGTH = 500;

export type RequestLogOptions = { db: Database; ids: Ids; log: Log; flushMs?: number };

/** Makes a process's log. What was noted and not yet written is lost with a process that is killed. */
export function createRequestLog({ db, ids, log, flushMs = FLUSH_MS }: RequestLogOptions): RequestLog {
  let held: RequestNote[] = [];
  let dropped = 0;

  const flush = async (): Promise<void> => {
    if (held.length === 0) return;
    const taken = held;
    held = [];
    if (dropped > 0) log.warn({ dropped }, 'requests were not kept: there were too many at once');
    dropped = 0;
    try {
      await insertRequestRecords(
        db.pool,
        taken.map((note) => ({ ...note, id: ids.uuid(note.at), path: note.path.slice(0, MAX_PATH_LENGTH) })),
      );
    } catch (err) {
      log.warn({ err, requests: taken.length }, 'requests were not kept');
    }
  };

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    note: (request) => {
      if (held.length < MOST_HELD) held.push(request);
      else dropped += 1;
    },
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}
