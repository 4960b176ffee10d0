import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@/server/db/connection/client';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { statementsOf } from '@/server/tools/test/statements-of';
import { ECHO } from '../fixtures/flows';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';
import { createReadBatcher } from './read-batcher';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const openBatcher = () => createReadBatcher(testEnv.platform.db, { concurrency: 1, maxItems: 4 });

async function startMany(orgId: string, count: number): Promise<{ orgId: string; sessionId: string }[]> {
  const ctx = actIn(testEnv.platform, orgId);
  const { flowId } = await addFlow(testEnv.platform.db, orgId, ECHO);
  const started = await Promise.all(Array.from({ length: count }, () => startSession(ctx, { flowId })));
  return started.map(({ session }) => ({ orgId, sessionId: session.id }));
}

describe('reads that arrive together', () => {
  it('are sent alone when single, together at the same time or behind a running one (reads/no-waiting)', async () => {
    const keys = await startMany(testEnv.orgId, 6);
    const { find } = openBatcher();
    const asked = await statementsOf(testEnv.platform.db.pool, async () => {
      const rows = await Promise.all(keys.map(find));
      expect(rows.map((row) => row?.id)).toEqual(keys.map(({ sessionId }) => sessionId));
      for (const key of keys.slice(0, 1)) await find(key);
    });
    expect(asked).toEqual(['find_sessions', 'find_sessions', 'find_session']);
  });

  it('see every earlier commit (reads/fresh)', async () => {
    const [key, ...others] = await startMany(testEnv.orgId, 4);
    const { find } = openBatcher();
    for (let turn = 2; key && turn < 6; turn += 1) {
      const before = others.map(find);
      await sendInput(actIn(testEnv.platform, testEnv.orgId), {
        sessionId: key.sessionId,
        input: { type: 'text', text: 'Hello' },
      });
      expect((await find(key))?.turnNo).toBe(turn);
      await Promise.all(before);
    }
  });

  it('return sessions of their own organization only (reads/independent)', async () => {
    const there = await addOrganization(testEnv.platform.db);
    const [[here], [foreign]] = [await startMany(testEnv.orgId, 1), await startMany(there, 1)];
    const { find } = openBatcher();
    if (!here || !foreign) throw new Error('no session was started');
    const rows = await Promise.all([
      find(here),
      find({ orgId: testEnv.orgId, sessionId: foreign.sessionId }),
      find({ orgId: there, sessionId: foreign.sessionId.toUpperCase() }),
      find({ orgId: there, sessionId: here.sessionId }),
    ]);
    expect(rows.map((row) => row?.id ?? null)).toEqual([here.sessionId, null, foreign.sessionId, null]);
  });

  it('fail alone (reads/independent)', async () => {
    const [key] = await startMany(testEnv.orgId, 1);
    const { find } = openBatcher();
    if (!key) throw new Error('no session was started');
    const wrong = { ...key, sessionId: 'no id' };
    const outcomes = await Promise.allSettled([find(key), find(wrong), find(key), find(wrong)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  });

  it('all fail while the database is unavailable', async () => {
    const [key] = await startMany(testEnv.orgId, 1);
    const away = openDatabase('postgresql://127.0.0.1:1/none', { poolSize: 1 });
    const { find } = createReadBatcher(away, { concurrency: 1, maxItems: 4 });
    if (!key) throw new Error('no session was started');
    const outcomes = await Promise.allSettled([find(key), find(key), find(key)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await away.close();
  });
});
