import type { Database } from '@/server/db/connection/client';
import { insertRequestRecords } from '@/server/db/request-record/store';
import type { Ids } from '@/server/gateways/ids';
import type { Log } from '@/server/gateways/log';
import type { Meters } from '@/server/gateways/telemetry/meters';
import { toFailureCode } from '@/server/shared/database-unavailable';
import { isUuid } from '@/server/shared/ids';
import { toStorableText } from '@/server/shared/shorten';
import { writeBatch } from '@/server/shared/write-batch';

/** A request of an API key, without body, query or secret. `at` is in milliseconds since 1970. */
type LoggedRequest = {
  orgId: string;
  keyId: string;
  at: number;
  api: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  requestId: string;
  /** Whether this server made `requestId`, so that it is unique. */
  isOwnId: boolean;
  sessionId: string | null;
};

/*
 * request-log/no-wait: no request waits for its record, even while a statement is writing many.
 * request-log/one-row-loses-itself: text that PostgreSQL cannot store is cleaned, a malformed id is left out, and a
 *   row that is still rejected is dropped alone and counted (batch/one-row-loses-itself).
 * request-log/bounded: while the database is unavailable, up to MOST_HELD requests are held; further ones are dropped
 *   and counted.
 * request-log/refusals-bounded: at most MOST_BEYOND rate-limited requests per key and flush are recorded, so that a
 *   flood fills neither the table nor the list.
 */

/** Records the requests of API keys, written in batches. */
export type RequestLog = {
  record(request: LoggedRequest): void;
  /** Writes the requests since the last flush. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

const FLUSH_MS = 1_000;
/** The rows per statement; a full batch is written without waiting for the next flush. */
const BATCH = 200;
/** The most requests held in memory; further ones are dropped and counted. */
const MOST_HELD = 20_000;
const MAX_PATH_LENGTH = 500;
const MAX_NAME_LENGTH = 200;
const BEYOND_A_LIMIT = 429;
const MOST_BEYOND = 10;

export type RequestLogOptions = { db: Database; ids: Ids; log: Log; meters: Meters; flushMs?: number };

/** Creates the request log of a process; a killed process loses the requests since its last flush. */
export function createRequestLog(options: RequestLogOptions): RequestLog {
  const { db, ids, log, meters, flushMs = FLUSH_MS } = options;
  const held: LoggedRequest[] = [];
  let writing = Promise.resolve();
  let dropped = 0;
  const beyondByKey = new Map<string, number>();

  const isOneTooMany = ({ status, keyId }: LoggedRequest): boolean => {
    if (status !== BEYOND_A_LIMIT) return false;
    const before = beyondByKey.get(keyId) ?? 0;
    beyondByKey.set(keyId, before + 1);
    return before >= MOST_BEYOND;
  };

  const drop = (rows: number, facts: object): void => {
    meters.dropped('request_records', rows);
    log.warn({ rows, ...facts }, 'requests not recorded');
  };

  /** Returns false when the database is unavailable; the requests are then held again, before later ones. */
  const keep = async (taken: readonly LoggedRequest[]): Promise<boolean> => {
    const rows = taken.map((note) => ({ note, row: toRow(note, ids) }));
    const insert = (some: typeof rows) =>
      insertRequestRecords(
        db,
        some.map(({ row }) => row),
      );
    const { rejected, remaining } = await writeBatch(rows, (some) => insert([...some]));
    if (rejected.length > 0) drop(rejected.length, { code: toFailureCode(rejected[0]?.error) });
    const room = Math.max(0, MOST_HELD - held.length);
    held.unshift(...remaining.slice(0, room).map(({ note }) => note));
    if (remaining.length > room) dropped += remaining.length - room;
    return remaining.length === 0;
  };

  const write = (least: number): Promise<void> => {
    writing = writing.then(async () => {
      // Later requests wait for the next run; otherwise a busy process would never finish.
      for (let due = held.length; due >= least; due -= BATCH)
        if (!(await keep(held.splice(0, Math.min(BATCH, due))))) return;
    });
    return writing;
  };

  const flush = (): Promise<void> => {
    beyondByKey.clear();
    if (dropped > 0) drop(dropped, { reason: 'queue full' });
    dropped = 0;
    return write(1);
  };

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    record: (request) => {
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

function toRow(note: LoggedRequest, ids: Ids) {
  const { path, requestId, isOwnId, method, sessionId, ...facts } = note;
  return {
    ...facts,
    id: isOwnId ? requestId : ids.uuid(note.at),
    path: toStorableText(path, MAX_PATH_LENGTH),
    requestId: toStorableText(requestId, MAX_NAME_LENGTH),
    method: toStorableText(method, MAX_NAME_LENGTH),
    sessionId: sessionId !== null && isUuid(sessionId) ? sessionId : null,
  };
}
