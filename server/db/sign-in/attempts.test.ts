import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { deleteSignInAttempts, upsertSignInAttempts } from './attempts';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('forgives tries in the order in which they are counted, so that neither waits for the other', async () => {
  const { pool } = testEnv.platform.db;
  const [whole, first, second] = [Buffer.from([1]), Buffer.from([2]), Buffer.from([3])];
  const endsAt = new Date(Date.now() + 60_000);
  const tries = [whole, first, second].map((subject) => ({ subject, endsAt }));
  await upsertSignInAttempts(testEnv.platform.db, tries, new Date());
  const lock = 'SELECT 1 FROM sign_in_attempts WHERE subject = $1 FOR UPDATE';
  const other = await pool.connect();
  await other.query('BEGIN');
  await other.query(lock, [whole]);
  const forgiving = deleteSignInAttempts(testEnv.platform.db, whole, [second, first]);
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
