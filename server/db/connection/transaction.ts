/*
 * transaction/one-connection: the statements of a transaction run on one connection, so all of them are kept or none.
 * transaction/ends-with-its-work: once a transaction has ended or timed out, no statement of
 *   its work runs any more.
 */
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** Runs statements: the pool, or one transaction. */
type Queryable = {
  query<Row extends QueryResultRow>(statement: QueryConfig<unknown[]>): Promise<QueryResult<Row>>;
};

/** First argument of every store function: the database, whose statements commit one by one, or one transaction. */
export type Db = {
  pool: Queryable;
  /** Whether the tables are distributed over several nodes (npm run distribute); default: no. */
  isDistributed?: boolean;
};

/** A `Db` whose statements are committed together or not at all. */
export type Transaction = Db & { readonly isTransaction: true };

/** A transaction in which audited things may be changed. Only `withChange` makes one, and it writes their entries. */
export type AuditedTransaction = Transaction & { readonly isAudited: true };

/** The time limit of a transaction; default 20 s. */
export type TransactionOptions = { timeoutMs?: number };

const TIMEOUT_MS = 20_000;

/** Runs `work` in one transaction: an error that it throws undoes everything. */
export async function runTransaction<T>(
  pool: Pool,
  work: (transaction: Transaction) => Promise<T>,
  { timeoutMs = TIMEOUT_MS }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks between two statements fails the next one; without a listener it would end the process.
  client.on('error', ignore);
  const statements = openStatements(client);
  try {
    await client.query('BEGIN');
    const result = await withinTime(work({ pool: statements, isTransaction: true }), timeoutMs);
    statements.close();
    await commit(client);
    release(client);
    return result;
  } catch (error) {
    statements.close();
    await rollBack(client, error);
    throw error;
  }
}

/** Hands statements to a connection until the transaction ends. */
function openStatements(client: PoolClient): Queryable & { close(): void } {
  let isOpen = true;
  return {
    query: (statement) =>
      isOpen ? client.query(statement) : Promise.reject(new Error('The transaction has ended.')),
    close: () => {
      isOpen = false;
    },
  };
}

class TransactionTimeout extends Error {
  readonly code = 'ETIMEDOUT';
}

async function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const message = `The transaction took longer than ${timeoutMs} ms.`;
    timer = setTimeout(() => reject(new TransactionTimeout(message)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

// PostgreSQL answers COMMIT with ROLLBACK, and without an error, where a statement failed before.
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('A statement of the transaction failed, so nothing was kept.');
}

// A statement may still be under way after a timeout: closing its connection undoes the transaction without waiting.
async function rollBack(client: PoolClient, reason: unknown): Promise<void> {
  if (reason instanceof TransactionTimeout) return release(client, reason);
  try {
    await client.query('ROLLBACK');
    release(client);
  } catch (error) {
    release(client, error instanceof Error ? error : true);
  }
}

/** Gives a connection back to the pool; with an error, it is closed. */
function release(client: PoolClient, error?: Error | true): void {
  client.removeListener('error', ignore);
  client.release(error);
}

const ignore = (): void => undefined;
