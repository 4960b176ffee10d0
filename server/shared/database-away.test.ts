import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { isDatabaseAway } from './database-away';

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('isDatabaseAway', () => {
  it('knows a database that nobody answers for', async () => {
    const pool = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
    expect(isDatabaseAway(await caught(pool.query('SELECT 1')))).toBe(true);
    await pool.end();
  });

  it.each([
    [Object.assign(new Error('terminating connection'), { code: '57P01' }), true],
    [new Error('timeout exceeded when trying to connect'), true],
    [new Error('wrapped', { cause: Object.assign(new Error('gone'), { code: 'ECONNRESET' }) }), true],
    [Object.assign(new Error("Can't reach database server"), { code: 'P1001' }), true],
    [Object.assign(new Error('Server has closed the connection'), { code: 'P1017' }), true],
    [Object.assign(new Error('Unique constraint failed'), { code: 'P2002' }), false],
    [Object.assign(new Error('duplicate key'), { code: '23505' }), false],
    [new TypeError('x is not a function'), false],
    ['ECONNREFUSED', false],
    [null, false],
  ])('%s: %s', (error, away) => {
    expect(isDatabaseAway(error)).toBe(away);
  });
});
