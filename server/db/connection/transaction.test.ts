import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

const PID = { text: 'SELECT pg_backend_pid() pid' };
const name = { text: 'UPDATE organizations SET name = $1', values: ['by hand'] };

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const nameOf = async () => (await testEnv.platform.db.prisma.organization.findFirstOrThrow()).name;

describe('a transaction', () => {
  it('has one connection for both kinds of statements (transaction/one-connection)', async () => {
    const { db } = testEnv.platform;
    const pids = await db.transaction(async (tx) => {
      const [byPrisma] = await tx.prisma.$queryRawUnsafe<{ pid: number }[]>(PID.text);
      const byHand = (await tx.pool.query<{ pid: number }>(PID)).rows[0];
      const outside = (await db.pool.query<{ pid: number }>(PID)).rows[0];
      return [byPrisma?.pid, byHand?.pid, outside?.pid];
    });
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);
  });

  it('keeps transactions at the same moment apart', async () => {
    const { db } = testEnv.platform;
    const pairs = await Promise.all(
      [1, 2, 3].map(() =>
        db.transaction(async (tx) => {
          const [byPrisma] = await tx.prisma.$queryRawUnsafe<{ pid: number }[]>(
            `${PID.text}, pg_sleep(0.05)::text`,
          );
          return [byPrisma?.pid, (await tx.pool.query<{ pid: number }>(PID)).rows[0]?.pid];
        }),
      ),
    );
    for (const [byPrisma, byHand] of pairs) expect(byHand).toBe(byPrisma);
    expect(new Set(pairs.map(([pid]) => pid)).size).toBe(3);
  });

  it('undoes both kinds of statements when either fails', async () => {
    const { db } = testEnv.platform;
    const before = await nameOf();
    const byHandLast = db.transaction(async (tx) => {
      await tx.prisma.organization.updateMany({ data: { name: 'by Prisma' } });
      await tx.pool.query({ text: 'SELECT 1 / 0' });
    });
    await expect(byHandLast).rejects.toMatchObject({ code: '22012' });
    const byPrismaLast = db.transaction(async (tx) => {
      await tx.pool.query(name);
      await tx.prisma.$queryRawUnsafe('SELECT 1 / 0');
    });
    await expect(byPrismaLast).rejects.toThrow('division by zero');
    expect(await nameOf()).toBe(before);
  });

  it('is over once its work is (transaction/ends-with-its-work)', async () => {
    const { db } = testEnv.platform;
    const { pool } = await db.transaction(async (tx) => tx);
    await expect(pool.query(name)).rejects.toThrow('has ended');
    expect(await nameOf()).not.toBe('by hand');
  });

  it('gives its connection back', async () => {
    const { db } = testEnv.platform;
    for (let time = 0; time < 20; time += 1) await db.transaction((tx) => tx.pool.query(PID));
    const { total, idle } = db.countConnections();
    expect(idle).toBe(total);
  });
});
