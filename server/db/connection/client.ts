import { Client, Pool } from 'pg';
import { runTransaction, type Transaction, type TransactionOptions } from './transaction';

/** A database and the connections of this process to it. */
export type Database = {
  pool: Pool;
  /** Whether the tables are distributed over several nodes. */
  isDistributed: boolean;
  /** Runs `work` in one transaction, which is committed completely or not at all. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Counts the open connections, the idle ones among them, and the statements that wait for a connection. */
  countConnections(): { total: number; idle: number; waiting: number };
  /** Waits for the statements under way, then closes every connection. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  poolSize: number;
  /** The time limit of a statement; default 15 s. */
  statementTimeoutMs?: number;
  /** The time limit of the wait for a free connection; default 10 s. */
  connectTimeoutMs?: number;
  /** Whether `url` leads to a pooler that gives another connection to each transaction, such as PgBouncer. */
  isPooled?: boolean;
  /** Whether the tables are distributed over several nodes; default: no. */
  isDistributed?: boolean;
  /** Called when an idle connection breaks; the pool replaces it. */
  onLost?: (error: Error) => void;
};

/** The default time limit of a statement. */
export const STATEMENT_TIMEOUT_MS = 15_000;

/*
 * Behind a pooler a prepared statement stays with a connection that the next transaction does not get, and a pooler
 * refuses settings at the start of a connection: time limits are then set for the role in the database.
 */
class UnpreparedClient extends Client {
  override query(...args: unknown[]): never {
    const [first, ...rest] = args;
    const config =
      first !== null && typeof first === 'object' && 'name' in first ? { ...first, name: undefined } : first;
    return Reflect.apply(super.query, this, [config, ...rest]) as never;
  }
}

/** Opens a database; it connects when it is first used. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.poolSize,
    ...(options.isPooled
      ? { Client: UnpreparedClient }
      : { statement_timeout: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS }),
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'parley',
  });
  pool.on('error', (error) => options.onLost?.(error));
  const countConnections = () => ({
    total: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  const transaction: Database['transaction'] = (work, options) => runTransaction(pool, work, options);
  const { isDistributed = false } = options;
  return { pool, isDistributed, transaction, countConnections, close: () => pool.end() };
}
