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

  it('wakes those alone who wait for that turn, or for a part of a reply', async () => {
    const { platform, orgId } = testEnv;
    const { sessions } = platform;
    const sessionId = platform.ids.uuid(1);
    const watch = sessions.watch(orgId, sessionId);
    const woken: string[] = [];
    const wait = (name: string, turnNo: number, partialAt?: number) =>
      watch
        .waitPast(turnNo, { timeoutMs: 60_000, ...(partialAt !== undefined && { partialAt }) })
        .then(() => woken.push(name));
    const waiting = [wait('first', 1), wait('second', 2), wait('part', 2, 5)];
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    sessions.notifyPartial(sessionId, 5);
    await settle();
    expect([woken, watch.partialAt()]).toEqual([[], 5]);
    sessions.notifyPartial(sessionId, 6);
    await settle();
    expect([woken, watch.partialAt()]).toEqual([['part'], 6]);
    sessions.notifyPartial(sessionId, 4);
    expect(watch.partialAt()).toBe(6);
    sessions.notify(sessionId, 2);
    await settle();
    expect(woken).toEqual(['part', 'first']);
    sessions.notify(sessionId, 3);
    await Promise.all(waiting);
    await watch.waitPast(2, { timeoutMs: 60_000 });
    await watch.waitPast(9, { timeoutMs: 60_000, partialAt: 5 });
    watch.close();
  });

  it('is shared until the last one is closed, and then forgets what it has seen', async () => {
    const { platform, orgId } = testEnv;
    const { sessions } = platform;
    const sessionId = platform.ids.uuid(2);
    const [one, other] = [sessions.watch(orgId, sessionId), sessions.watch(orgId, sessionId)];
    sessions.notifyPartial(sessionId, 7);
    one.close();
    sessions.notifyPartial(sessionId, 8);
    expect(other.partialAt()).toBe(8);
    other.close();
    const next = sessions.watch(orgId, sessionId);
    expect(next.partialAt()).toBe(0);
    next.close();
  });

  it('ends with its time, and when it is given up', async () => {
    const { platform, orgId } = testEnv;
    const watch = platform.sessions.watch(orgId, platform.ids.uuid(3));
    await watch.waitPast(1, { timeoutMs: 1 });
    const leaving = new AbortController();
    const waiting = watch.waitPast(1, { timeoutMs: 60_000, signal: leaving.signal });
    leaving.abort();
    await waiting;
    await watch.waitPast(1, { timeoutMs: 60_000, signal: leaving.signal });
    watch.close();
  });
});
