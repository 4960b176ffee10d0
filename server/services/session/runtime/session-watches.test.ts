import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { ECHO } from '../fixtures/flows';
import { startSession } from '../start-session';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

describe('a watch of a session', () => {
  it('wakes on the next turn, and not on a late notification of one that was seen', async () => {
    const { platform, orgId } = testEnv;
    const { sessions } = platform;
    const { flowId } = await addFlow(platform.db, orgId, ECHO);
    const { session } = await startSession(actIn(platform, orgId), { flowId });
    const watch = sessions.watch(orgId, session.id);
    let isWoken = false;
    const waiting = watch.waitPast(1, { timeoutMs: 60_000 }).then(() => {
      isWoken = true;
    });
    sessions.notify(session.id, 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isWoken).toBe(false);
    sessions.notify(session.id, 2);
    await waiting;
    watch.close();
  });
});
