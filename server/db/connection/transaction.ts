/*
 * Transactions that Prisma's statements and those written by hand share.
 * transaction/one-connection: both kinds of statements of a transaction run on one connection, so that all of them are
 *   kept or none.
 * transaction/ends-with-its-work: once a transaction has ended, or was given up because it took too long, no statement
 *   of its work runs any more.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import type { Prisma, PrismaClient } from '../generated/client';

/** Whatever runs statements written by hand: the pool, or one transaction. */
export type Queryable = {
  query<Row extends QueryResultRow>(statement: QueryConfig<unknown[]>): Promise<QueryResult<Row>>;
};

/** First argument of every store function: the database, whose statements commit one by one, or one transaction. */
export type Db = { prisma: Prisma.TransactionClient; pool: Queryable };

/** A `Db` whose statements are kept together or not at all. */
export type Transaction = Db;

/** A transaction in which audited things may be changed. Only `withChange` makes one, and it writes their entries. */
export type AuditedTransaction = Transaction & { readonly isAudited: true };

/** The connection on which Prisma begins a transaction, while it is lent to it. */
type Line = { client: PoolClient | null };

const lines = new AsyncLocalStorage<Line | null>();

/** A pool that tells `runTransaction` which connection Prisma was given for its transaction. */
export class SharedPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<PoolClient> | undefined {
    // Single statements of the pool itself ask by callback, and Prisma for a transaction by promise.
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    const line = lines.getStore();
    return line ? super.connect().then((client) => lend(client, line)) : super.connect();
  }
}

type ConnectCallback = Parameters<Pool['connect']>[0];

function lend(client: PoolClient, line: Line): PoolClient {
  const { release } = client;
  line.client = client;
  client.release = (error) => {
    line.client = null;
    release.call(client, error);
  };
  return client;
}

/** How long a transaction may take; 20 s unless given. */
export type TransactionOptions = { timeoutMs?: number };

/** Runs `work` in one transaction: what it throws undoes everything. */
export function runTransaction<T>(
  prisma: PrismaClient,
  work: (transaction: Transaction) => Promise<T>,
  { timeoutMs }: TransactionOptions = {},
): Promise<T> {
  const line: Line = { client: null };
  const pool: Queryable = {
    query: (statement) => {
      if (line.client) return line.client.query(statement);
      return Promise.reject(new Error('The transaction has ended.'));
    },
  };
  return lines.run(line, () =>
    // What the work does outside of its transaction is no part of it.
    prisma.$transaction(
      (tx) => lines.run(null, () => work({ prisma: tx, pool })),
      timeoutMs === undefined ? {} : { timeout: timeoutMs },
    ),
  );
}
