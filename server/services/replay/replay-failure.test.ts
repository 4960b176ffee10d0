import { setImmediate as nextRound } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { ECHO } from '../session/fixtures/flows';
import { startSession } from '../session/start-session';
import { replaySessions } from './replay-sessions';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('fails without ending the process when the database is away while the next sessions are read', async () => {
  const { platform, orgId } = testEnv;
  const ctx = actIn(platform, orgId);
  const { flowId } = await addFlow(platform.db, orgId, ECHO);
  for (let count = 0; count < 2; count += 1) await startSession(ctx, { flowId });
  const { pool } = platform.db;
  // As many turns as a batch has, so that each session is a batch.
  await pool.query('UPDATE sessions SET turn_no = 400 WHERE org_id = $1', [orgId]);
  const query = pool.query.bind(pool) as (statement: unknown) => Promise<never>;
  let reads = 0;
  const spy = vi.spyOn(pool, 'query').mockImplementation((statement: unknown) => {
    const isRead = Reflect.get(Object(statement), 'name') === 'list_recorded_sessions';
    reads += Number(isRead);
    return isRead && reads === 2 ? Promise.reject(new Error('no database')) : query(statement);
  });
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  const done = replaySessions(ctx, {
    ...{ task: { type: 'exits' as const }, sessions: { flowId, most: 9 }, onResult: () => undefined },
    onLeftOut: async () => {
      while (reads < 2) await nextRound();
      await nextRound();
    },
  });
  await expect(done).rejects.toThrow('no database');
  process.off('unhandledRejection', note);
  spy.mockRestore();
  expect(unhandled).toEqual([]);
});
