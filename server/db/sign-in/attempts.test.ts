import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { deleteSignInAttempts, upsertPersonAttempt, upsertSignInAttempt } from './attempts';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('forgives tries in the order in which they are counted, so that neither waits for the other', async () => {
  const { pool } = testEnv.platform.db;
  const [whole, first, second] = [Buffer.from([1]), Buffer.from([2]), Buffer.from([3])];
  const endsAt = new Date(Date.now() + 60_000);
  for (const subject of [whole, first, second])
    await upsertSignInAttempt(testEnv.platform.db, { subject, endsAt, now: new Date() });
  const lock = 'SELECT 1 FROM sign_in_attempts WHERE subject = $1 FOR UPDATE';
  const other = await pool.connect();
  await other.query('BEGIN');
  await other.query(lock, [whole]);
  const forgiving = deleteSignInAttempts(testEnv.platform.db, {
    subject: whole,
    others: [second, first],
  });
  await waitForLockWaits(pool);
  await other.query(lock, [first]);
  await other.query('COMMIT');
  other.release();
  await forgiving;
  const left = await pool.query('SELECT subject, count FROM sign_in_attempts ORDER BY subject');
  expect(left.rows).toEqual([
    { subject: first, count: 0 },
    { subject: second, count: 0 },
  ]);
});

it('counts on until the attempts end, and then from the first again', async () => {
  const { db } = testEnv.platform;
  const subject = Buffer.from([4]);
  const at = (ms: number) => new Date(1_000_000 + ms);
  const attempt = (ms: number) => upsertSignInAttempt(db, { subject, endsAt: at(ms + 10), now: at(ms) });
  expect(await attempt(0)).toEqual({ subject, count: 1, endsAt: at(10) });
  expect(await attempt(9)).toEqual({ subject, count: 2, endsAt: at(10) });
  const byNobody = { email: 'nobody@example.test', userId: null, place: '192.0.2.1', knownSince: at(0) };
  const again = await upsertPersonAttempt(db, { subject, endsAt: at(20), now: at(10), ...byNobody });
  expect(again).toEqual({ subject, count: 1, endsAt: at(20) });
});
