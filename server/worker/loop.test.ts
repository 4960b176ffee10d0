import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceContext } from '@/server/services/context';
import { addChannel, sendThreadMessage } from '@/server/services/delivery/fixtures/channels';
import { fireDueTimers } from '@/server/services/session/effects/fire-due-timers';
import { callingFlow, ECHO, waitingFlow } from '@/server/services/session/fixtures/flows';
import { getSession } from '@/server/services/session/get-session';
import { listMessages } from '@/server/services/session/list-messages';
import { startSession } from '@/server/services/session/start-session';
import { openTestHttpServer, sendJson } from '@/server/tools/test/http-server';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn as act, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { startWorker, type Worker } from './loop';
import type { Task } from './tasks';

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;
const workers: Worker[] = [];

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = act(testEnv.platform, testEnv.orgId);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await testEnv.close();
});

function work(platform = testEnv.platform, tasks?: readonly Task[]): Worker {
  const worker = startWorker(platform, { pollMs: 10, ...(tasks && { tasks }) });
  workers.push(worker);
  return worker;
}

async function start(definition: typeof ECHO): Promise<string> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  return (await startSession(ctx, { flowId, waitMs: 0 })).session.id;
}

const statusOf = async (sessionId: string) => (await getSession(ctx, { sessionId })).status;

describe('startWorker', () => {
  it('fires due timers', async () => {
    const sessionId = await start(waitingFlow(60));
    work();
    clock.advance(59_999);
    expect(await statusOf(sessionId)).toBe('awaiting_timer');
    clock.advance(1);
    await expect.poll(() => statusOf(sessionId)).toBe('completed');
    const { items } = await listMessages(ctx, { sessionId, limit: 10 });
    expect(items[0]?.text).toBe('Time is over.');
    expect(await testEnv.platform.db.prisma.timer.count()).toBe(0);
  });

  it('fires a timer within the wait of a caller that waits longer, and only of that', async () => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, waitingFlow(5));
    const hurried = await startSession(ctx, { flowId, waitMs: 4_000 });
    expect(hurried).toMatchObject({ settled: true, messages: [], session: { status: 'awaiting_timer' } });
    work();
    const patient = startSession(ctx, { flowId, waitMs: 20_000 });
    await expect.poll(() => testEnv.platform.db.prisma.timer.count()).toBe(2);
    clock.advance(5_000);
    const { messages, session } = await patient;
    expect(messages[0]?.text).toBe('Time is over.');
    expect(session.status).toBe('completed');
  });

  it('fires each of many timers once with two workers', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => start(waitingFlow(1))));
    clock.advance(1_000);
    const other = testEnv.openPlatform();
    const found = await Promise.all([
      fireDueTimers(testEnv.platform, { limit: 20 }),
      fireDueTimers(other, { limit: 20 }),
      fireDueTimers(testEnv.platform, { limit: 20 }),
    ]);
    expect(found.reduce((sum, count) => sum + count)).toBe(30);
    for (const sessionId of ids)
      expect(await getSession(ctx, { sessionId })).toMatchObject({ status: 'completed', turnNo: 2 });
  });

  it('deletes a timer that no session waits for', async () => {
    const sessionId = await start(ECHO);
    await testEnv.platform.db.prisma.timer.create({
      data: { orgId: testEnv.orgId, sessionId, key: 'x', dueAt: new Date(0) },
    });
    expect(await fireDueTimers(testEnv.platform, { limit: 5 })).toBe(1);
    expect(await testEnv.platform.db.prisma.timer.count()).toBe(0);
    expect((await getSession(ctx, { sessionId })).turnNo).toBe(1);
  });

  it('expires sessions whose time ran out while no process ran', async () => {
    const sessionId = await start(ECHO);
    clock.advance(10 * 3_600_000);
    work();
    const status = () => testEnv.platform.db.prisma.session.findFirstOrThrow({ where: { id: sessionId } });
    await expect.poll(async () => (await status()).status).toBe('expired');
  });

  it('takes over the call of a dead process', async () => {
    const server = await openTestHttpServer((_, response) => sendJson(response, 200, { text: 'saved' }));
    const dead = testEnv.openPlatform();
    dead.sessions = {
      ...dead.sessions,
      calls: { start: () => undefined, cancel: () => undefined, stop: async () => undefined },
    };
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, callingFlow(server.url));
    const { session } = await startSession(act(dead, testEnv.orgId), { flowId, waitMs: 0 });
    work();
    clock.advance(60_000);
    await expect.poll(() => statusOf(session.id)).toBe('awaiting_input');
    await server.close();
  });

  it('sends deliveries during a slow task, and starts none after the request to stop', async () => {
    const server = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
    const channel = await addChannel(testEnv.platform, testEnv.orgId, { url: server.url });
    const queue = () => sendThreadMessage(testEnv.platform, channel, { queueId: crypto.randomUUID(), n: 1 });
    let finish = (): void => undefined;
    const slow: Task = {
      name: 'slow',
      batch: 1,
      everyMs: null,
      run: () =>
        new Promise((resolve) => {
          finish = () => resolve(0);
        }),
    };
    const stopping = new AbortController();
    const worker = startWorker(testEnv.platform, { pollMs: 10, tasks: [slow], stopping: stopping.signal });
    workers.push(worker);
    await queue();
    await expect.poll(() => server.received.length).toBe(1);
    stopping.abort();
    await queue();
    finish();
    await worker.stop();
    expect(server.received).toHaveLength(1);
    await server.close();
  });

  it('continues after a failed task, and stops after the running batch', async () => {
    let rounds = 0;
    let finished = false;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const failing: Task = {
      name: 'failing',
      batch: 1,
      everyMs: null,
      run: () => Promise.reject(new Error('no')),
    };
    const slow: Task = {
      name: 'slow',
      batch: 1,
      everyMs: null,
      run: async () => {
        rounds += 1;
        if (rounds < 3) return 1;
        begin();
        await new Promise((resolve) => setTimeout(resolve, 30));
        finished = true;
        return 0;
      },
    };
    const worker = work(testEnv.platform, [failing, slow]);
    await begun;
    await worker.stop();
    expect(finished).toBe(true);
    expect(rounds).toBe(3);
  });
});
