import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { changeVariables } from './change-variables';
import { endSession } from './end-session';
import { expireOverdueSessions } from './expire-overdue-sessions';
import { ECHO, waitingFlow } from './fixtures/flows';
import { getSession } from './get-session';
import { listEvents } from './list-events';
import { sendInput } from './send-input';
import { startSession } from './start-session';

const HOUR = 3_600_000;

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterEach(() => testEnv.close());

async function start(definition: typeof ECHO, expiresAfterMs: number | null = HOUR): Promise<string> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  return (await startSession(ctx, { flowId, expiresAfterMs })).session.id;
}

describe('a session past its lifetime', () => {
  it('runs until the last millisecond', async () => {
    const sessionId = await start(ECHO);
    clock.advance(HOUR - 1);
    expect((await getSession(ctx, { sessionId })).status).toBe('awaiting_input');
    clock.advance(1);
    expect((await getSession(ctx, { sessionId })).status).toBe('expired');
  });

  it('is expired once, as of its own time, by any first read (turn/end-clears-rows)', async () => {
    const sessionId = await start(waitingFlow(100_000));
    const { timer, eventArrival } = testEnv.platform.db.prisma;
    const event = { eventId: crypto.randomUUID(), name: 'paid', payload: {}, createdAt: new Date(0) };
    await eventArrival.create({ data: { orgId: testEnv.orgId, sessionId, ...event } });
    expect(await timer.count()).toBe(1);
    clock.advance(5 * HOUR);
    const seen = await Promise.all([1, 2, 3].map(() => getSession(ctx, { sessionId })));
    for (const view of seen) expect(view).toMatchObject({ status: 'expired', turnNo: 2, wait: null });
    expect(seen[0]?.finishedAt).toEqual(seen[0]?.expiresAt);
    expect([await timer.count(), await eventArrival.count()]).toEqual([0, 0]);
    const { events } = await listEvents(ctx, { sessionId, limit: 100 });
    expect(events.at(-1)).toMatchObject({
      type: 'status.changed',
      data: { status: 'expired' },
      at: seen[0]?.expiresAt,
    });
  });

  it('takes no input', async () => {
    const sessionId = await start(ECHO);
    clock.advance(HOUR);
    const attempts = [
      () => sendInput(ctx, { sessionId, input: { type: 'text', text: 'x' } }),
      () => endSession(ctx, { sessionId }),
      () => changeVariables(ctx, { sessionId, set: { a: 1 } }),
    ];
    for (const attempt of attempts) {
      const { expiresAt } = await getSession(ctx, { sessionId });
      await expect(attempt()).rejects.toMatchObject({
        problem: { code: 'session_expired', details: { expiredAt: expiresAt?.toISOString() } },
      });
    }
  });

  it('is expired in batches after a time without a process', async () => {
    const ids = [await start(ECHO), await start(ECHO), await start(ECHO)];
    const forever = await start(ECHO, null);
    clock.advance(1_000 * HOUR);
    expect(await expireOverdueSessions(testEnv.platform, { limit: 2 })).toBe(2);
    expect(await expireOverdueSessions(testEnv.platform, { limit: 2 })).toBe(1);
    expect(await expireOverdueSessions(testEnv.platform, { limit: 2 })).toBe(0);
    const rows = await testEnv.platform.db.prisma.session.findMany({ where: { id: { in: ids } } });
    expect(rows.map(({ status, turnNo }) => [status, turnNo])).toEqual(ids.map(() => ['expired', 2]));
    expect((await getSession(ctx, { sessionId: forever })).status).toBe('awaiting_input');
  });
});
