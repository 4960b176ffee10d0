import pg from 'pg';

/** A statement that a store sent, and the first line of the store in the call's stack. */
export type SentStatement = { text: string; file: string };

const seen = new Map<string, SentStatement | null>();

// The store that made the statement, not what sends it, nor tests and their fixtures.
const STORE =
  /server\/db\/(?!connection\/|statement\/|generated\/|migrate\/|embedded\/|distribute\/)[\w/-]+\.ts/;

/** Records the statements that stores send from now on, in this process. */
export function recordProductStatements(): ReadonlyMap<string, SentStatement | null> {
  for (const prototype of [pg.Client.prototype, pg.Pool.prototype]) {
    const send = prototype.query;
    const record = function (this: unknown, ...args: unknown[]): unknown {
      note(args[0]);
      return Reflect.apply(send, this, args);
    };
    Object.assign(prototype, { query: record });
  }
  return seen;
}

function note(first: unknown): void {
  const text = first !== null && typeof first === 'object' ? Reflect.get(first, 'text') : null;
  if (typeof text !== 'string' || seen.get(text)) return;
  const file = STORE.exec(new Error('sent from').stack ?? '')?.[0];
  seen.set(text, file ? { text, file } : null);
}
