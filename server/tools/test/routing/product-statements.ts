import pg from 'pg';

/** A statement that a store sent, and the first line of the store in the call's stack. */
export type SentStatement = { text: string; file: string };

const known = new Set<string>();
let untaken: SentStatement[] = [];
let isRecording = false;

// The store that made the statement, not what sends it, nor tests and their fixtures.
const STORE =
  /server\/db\/(?!connection\/|statement\/|generated\/|migrate\/|embedded\/|distribute\/)[\w/-]+\.ts/;

/** Records the statements that stores send from now on, in this process, which test files may share. */
export function recordProductStatements(): void {
  if (isRecording) return;
  isRecording = true;
  for (const prototype of [pg.Client.prototype, pg.Pool.prototype]) {
    const send = prototype.query;
    const record = function (this: unknown, ...args: unknown[]): unknown {
      note(args[0]);
      return Reflect.apply(send, this, args);
    };
    Object.assign(prototype, { query: record });
  }
}

/** Returns the statements that were recorded since the last call. */
export function takeProductStatements(): SentStatement[] {
  const taken = untaken;
  untaken = [];
  return taken;
}

function note(first: unknown): void {
  const text = first !== null && typeof first === 'object' ? Reflect.get(first, 'text') : null;
  if (typeof text !== 'string' || known.has(text)) return;
  const file = listCallers().flatMap((caller) => STORE.exec(caller) ?? [])[0];
  if (file === undefined) return;
  known.add(text);
  untaken.push({ text, file });
}

/** Lists the files of the call's stack. Unlike `stack`, it translates no lines by source maps, which takes long. */
function listCallers(): string[] {
  const { prepareStackTrace } = Error;
  const place: { stack?: unknown } = {};
  Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName() ?? '');
  try {
    Error.captureStackTrace(place);
    return Array.isArray(place.stack) ? place.stack : [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
