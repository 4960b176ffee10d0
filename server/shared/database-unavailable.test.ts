import { Pool } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '@/server/db/connection/client';
import { hasUsers } from '@/server/db/user/store';
import { openTestDatabase } from '@/server/tools/test/database';
import { isDatabaseUnavailable } from './database-unavailable';

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('isDatabaseAway', () => {
  it('recognizes a database that does not answer', async () => {
    const pool = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
    expect(isDatabaseUnavailable(await caught(pool.query('SELECT 1')))).toBe(true);
    await pool.end();
  });

  it('recognizes a database without a free connection, and a timeout, through every client', async () => {
    const { url, drop } = await openTestDatabase();
    const db = openDatabase(url, { poolSize: 1, connectTimeoutMs: 100, statementTimeoutMs: 200 });
    const waits = (ask: (db: Database) => Promise<unknown>) => caught(ask(db)).then(isDatabaseUnavailable);
    // On a busy machine the first connection may take longer than this pool waits.
    const holder = await vi.waitFor(() => db.pool.connect(), { timeout: 10_000 });
    expect(await waits(({ pool }) => pool.query('SELECT 1'))).toBe(true);
    expect(await waits((db) => hasUsers(db))).toBe(true);
    expect(await waits((db) => db.transaction((tx) => hasUsers(tx)))).toBe(true);
    holder.release();
    const other = new Pool({ connectionString: url, max: 1 });
    const locker = await other.connect();
    await locker.query('BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
    expect(await waits(({ pool }) => pool.query('SELECT * FROM users'))).toBe(true);
    expect(await waits((db) => hasUsers(db))).toBe(true);
    expect(await waits((db) => db.transaction((tx) => hasUsers(tx)))).toBe(true);
    const forever = () => new Promise<never>(() => undefined);
    expect(await waits((db) => db.transaction(forever, { timeoutMs: 10 }))).toBe(true);
    locker.release(true);
    await Promise.all([other.end(), db.close()]);
    await drop();
  });

  it.each([
    [Object.assign(new Error('terminating connection'), { code: '57P01' }), true],
    [new Error('timeout exceeded when trying to connect'), true],
    [new Error('wrapped', { cause: Object.assign(new Error('gone'), { code: 'ECONNRESET' }) }), true],
    [Object.assign(new Error('duplicate key'), { code: '23505' }), false],
    [new TypeError('x is not a function'), false],
    ['ECONNREFUSED', false],
    [null, false],
  ])('%s: %s', (error, away) => {
    expect(isDatabaseUnavailable(error)).toBe(away);
  });
});
