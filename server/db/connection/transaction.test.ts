import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { updateUser } from '../user/store';
import type { Db } from './transaction';

const PID = { text: 'SELECT pg_backend_pid() pid' };
const rename = (name: string) => ({ text: 'UPDATE organizations SET name = $1', values: [name] });
const FAILING = { text: 'SELECT 1 / 0' };
const SLEEP = { text: 'SELECT pg_sleep(60)' };
const END_SLEEP = {
  text: 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = $1',
  values: [SLEEP.text],
};

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const pidOf = async ({ pool }: Db) => (await pool.query<{ pid: number }>(PID)).rows[0]?.pid;
const readName = async () => {
  const { rows } = await testEnv.platform.db.pool.query<{ name: string }>('SELECT name FROM organizations');
  return rows[0]?.name;
};

describe('a transaction', () => {
  it('has one connection of its own (transaction/one-connection)', async () => {
    const { db } = testEnv.platform;
    const pids = await db.transaction(async (tx) => [await pidOf(tx), await pidOf(tx), await pidOf(db)]);
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);
  });

  it('keeps what its work wrote', async () => {
    await testEnv.platform.db.transaction((tx) => tx.pool.query(rename('kept')));
    expect(await readName()).toBe('kept');
  });

  it('undoes everything when a statement fails or its work throws', async () => {
    const { db } = testEnv.platform;
    const before = await readName();
    const failing = db.transaction(async (tx) => {
      await tx.pool.query(rename('failed'));
      await tx.pool.query(FAILING);
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    const throwing = db.transaction(async (tx) => {
      await tx.pool.query(rename('thrown'));
      throw new Error('on purpose');
    });
    await expect(throwing).rejects.toThrow('on purpose');
    expect(await readName()).toBe(before);
  });

  it('fails where its work passes over a statement that failed', async () => {
    const before = await readName();
    const work = testEnv.platform.db.transaction(async (tx) => {
      await tx.pool.query(rename('lost'));
      await tx.pool.query(FAILING).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('nothing was kept');
    expect(await readName()).toBe(before);
  });

  it('is over once its work is (transaction/ends-with-its-work)', async () => {
    const tx = await testEnv.platform.db.transaction(async (tx) => tx);
    await expect(tx.pool.query(rename('late'))).rejects.toThrow('has ended');
    await expect(updateUser(tx, { userId: testEnv.orgId }, { notice: null })).rejects.toThrow('has ended');
    expect(await readName()).not.toBe('late');
  });

  it('is given up after its time, with a statement under way (transaction/ends-with-its-work)', async () => {
    const { db } = testEnv.platform;
    const before = await readName();
    let late: Promise<unknown> = Promise.resolve();
    const slow = db.transaction(
      async (tx) => {
        await tx.pool.query(rename('slow'));
        late = tx.pool.query(SLEEP);
        await late;
      },
      { timeoutMs: 200 },
    );
    await expect(slow).rejects.toThrow('took longer than 200 ms');
    await expect(late).rejects.toThrow('Connection terminated');
    expect(await readName()).toBe(before);
    // PostgreSQL goes on with the statement, whose transaction holds the row.
    await db.pool.query(END_SLEEP);
  });

  it('survives a connection that breaks between two statements', async () => {
    const { db } = testEnv.platform;
    const before = await readName();
    const broken = db.transaction(async (tx) => {
      await tx.pool.query(rename('broken'));
      await db.pool.query('SELECT pg_terminate_backend($1)', [await pidOf(tx)]);
      await tx.pool.query(rename('broken again'));
    });
    await expect(broken).rejects.toThrow();
    expect(await readName()).toBe(before);
  });

  it('gives its connection back', async () => {
    const { db } = testEnv.platform;
    for (let time = 0; time < 20; time += 1) await db.transaction((tx) => tx.pool.query(PID));
    const { total, idle } = db.countConnections();
    expect(idle).toBe(total);
  });
});
