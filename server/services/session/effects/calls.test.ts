import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '@/server/gateways/log';
import {
  type Handler,
  openTestHttpServer,
  sendJson,
  type TestHttpServer,
} from '@/server/tools/test/http-server';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { endSession } from '../end-session';
import { callingFlow } from '../fixtures/flows';
import { getReply } from '../get-reply';
import { getSession } from '../get-session';
import { listMessages } from '../list-messages';
import { listTurns } from '../list-turns';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';
import type { SessionReply } from '../view';
import { openCall, type SealedCall } from './seal-call';
import { takeOverCalls } from './take-over-calls';

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;
let server: TestHttpServer;
let answer: Handler;

const tellNumber: Handler = (_, response) =>
  sendJson(response, 200, { text: `answer ${server.received.length}` });

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  answer = tellNumber;
  server = await openTestHttpServer((request, response) => answer(request, response));
});
afterEach(async () => {
  await server.close();
  await testEnv.close();
});

async function start(options: Parameters<typeof callingFlow>[1] = {}, waitMs = 5_000): Promise<SessionReply> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, callingFlow(server.url, options));
  return startSession(ctx, { flowId, waitMs });
}

const textsOf = ({ messages }: SessionReply) => messages.map(({ text }) => text);
const countEffects = () => testEnv.platform.db.prisma.effect.count();

/** Delays every response until it is released. */
function holdAnswers(): { release: () => void; asked: Promise<void> } {
  let release = (): void => undefined;
  let ask = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  answer = async (request, response) => {
    ask();
    await released;
    await tellNumber(request, response);
  };
  return { release, asked };
}

describe('a turn with a call', () => {
  it('continues with the response (turn/calls-after-commit)', async () => {
    const reply = await start();
    expect(reply).toMatchObject({ settled: true, session: { status: 'awaiting_input', turnNo: 2 } });
    expect(textsOf(reply)).toEqual(['Got answer 1.', 'Again?']);
    const next = await sendInput(ctx, { sessionId: reply.session.id, input: { type: 'text', text: 'yes' } });
    expect(textsOf(next)).toEqual(['Got answer 2.', 'Again?']);
    expect(await countEffects()).toBe(0);
  });

  it('sends one derived idempotency key', async () => {
    const { session } = await start();
    expect(server.received[0]?.headers['idempotency-key']).toMatch(new RegExp(`^${session.id}:\\d+:\\d+$`));
  });

  it('is stored encrypted, and only its own row can be decrypted', async () => {
    const { release, asked } = holdAnswers();
    const started = start();
    await asked;
    const { request, sessionId, key } = await testEnv.platform.db.prisma.effect.findFirstOrThrow();
    expect(JSON.stringify(request)).not.toContain(server.url);
    const kept = request as SealedCall;
    const place = { orgId: testEnv.orgId, sessionId, key };
    expect(openCall(testEnv.platform, place, kept)).toMatchObject({ method: 'POST', timeoutMs: 5_000 });
    expect(() => openCall(testEnv.platform, { ...place, key: '9:9' }, kept)).toThrow();
    release();
    await started;
  });

  it('replies unsettled to a caller that does not wait, and is answered all the same', async () => {
    const { release, asked } = holdAnswers();
    const reply = await start({}, 50);
    expect(reply).toMatchObject({ settled: false, messages: [], session: { status: 'running' } });
    await asked;
    release();
    const { inputId } = (await testEnv.platform.db.prisma.turn.findFirstOrThrow()).event as {
      inputId: string;
    };
    const resumed = await getReply(ctx, { sessionId: reply.session.id, inputId, waitMs: 5_000 });
    expect(textsOf(resumed)).toEqual(['Got answer 1.', 'Again?']);
  });

  it('queues texts that arrive meanwhile and answers them in order', async () => {
    const { release, asked } = holdAnswers();
    const first = start({}, 10_000);
    await asked;
    const { id: sessionId } = await testEnv.platform.db.prisma.session.findFirstOrThrow();
    const second = sendInput(ctx, { sessionId, input: { type: 'text', text: 'two' } });
    const third = sendInput(ctx, { sessionId, input: { type: 'text', text: 'three' } });
    await expect.poll(async () => (await getSession(ctx, { sessionId })).messageCount).toBe(2);
    release();
    expect(textsOf(await first)).toEqual(['Got answer 1.', 'Again?']);
    expect(textsOf(await second)).toEqual(['Got answer 2.', 'Again?']);
    expect(textsOf(await third)).toEqual(['Got answer 3.', 'Again?']);
    const { items } = await listMessages(ctx, { sessionId, limit: 100 });
    expect(items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('retries as often as its author set, with the same key', async () => {
    answer = (_, response) => sendJson(response, server.received.length < 3 ? 503 : 200, { text: 'at last' });
    expect(textsOf(await start({ attempts: 3 }))).toEqual(['Got at last.', 'Again?']);
    expect(new Set(server.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(server.received).toHaveLength(3);
  });

  it('takes the failure exit after its last attempt', async () => {
    answer = (_, response) => sendJson(response, 400, {});
    expect(textsOf(await start({ attempts: 3 }))).toEqual(['Sorry.', 'Again?']);
    expect(server.received).toHaveLength(1);
  });

  it('is deleted when its session ends meanwhile (turn/end-clears-rows)', async () => {
    const { release, asked } = holdAnswers();
    const reply = start({}, 10_000);
    await asked;
    const { id: sessionId } = await testEnv.platform.db.prisma.session.findFirstOrThrow();
    await endSession(ctx, { sessionId });
    expect(await countEffects()).toBe(0);
    release();
    expect(await reply).toMatchObject({ settled: true, messages: [], session: { status: 'ended' } });
    await testEnv.platform.sessions.calls.stop(5_000);
    expect(await getSession(ctx, { sessionId })).toMatchObject({ status: 'ended', turnNo: 2 });
  });
});

describe('a call whose process dies', () => {
  it('is taken over when its lease has lapsed, not before (turn/call-leased-in-commit)', async () => {
    // The first process dies during the call: its HTTP client never returns.
    const dead = testEnv.openPlatform({ processId: 'dead' });
    dead.http = { ...dead.http, send: () => new Promise(() => undefined) };
    dead.log = silentLog;
    const { flowId } = await addFlow(
      testEnv.platform.db,
      testEnv.orgId,
      callingFlow(server.url, { timeoutMs: 5_000 }),
    );
    const { session } = await startSession(actIn(dead, testEnv.orgId), { flowId, waitMs: 0 });
    expect(session.status).toBe('running');
    clock.advance(9_999);
    expect(await takeOverCalls(testEnv.platform, { limit: 10 })).toBe(0);
    clock.advance(1);
    expect(await takeOverCalls(testEnv.platform, { limit: 10 })).toBe(1);
    expect(await takeOverCalls(testEnv.platform, { limit: 10 })).toBe(0);
    await expect
      .poll(async () => (await getSession(ctx, { sessionId: session.id })).status)
      .toBe('awaiting_input');
    const { items } = await listMessages(ctx, { sessionId: session.id, limit: 10 });
    expect(items.map(({ text }) => text)).toEqual(['Got answer 1.', 'Again?']);
    expect(server.received).toHaveLength(1);
    expect(await countEffects()).toBe(0);
    // A call that never returns cannot be awaited at the end.
    dead.sessions.calls.stop = async () => undefined;
  });

  it('is given up after five processes more than its author allows attempts', async () => {
    const dead = testEnv.openPlatform({ processId: 'dead' });
    dead.http = { ...dead.http, send: () => new Promise(() => undefined) };
    dead.sessions.calls.stop = async () => undefined;
    const { flowId } = await addFlow(
      testEnv.platform.db,
      testEnv.orgId,
      callingFlow(server.url, { attempts: 2 }),
    );
    /** Takes a call over that was started so often before, and returns how it ended. */
    const takeOverAfter = async (attempts: number) => {
      const { session } = await startSession(actIn(dead, testEnv.orgId), { flowId, waitMs: 0 });
      await testEnv.platform.db.prisma.effect.updateMany({ data: { attempts } });
      clock.advance(60_000);
      expect(await takeOverCalls(testEnv.platform, { limit: 10 })).toBe(1);
      await expect.poll(countEffects).toBe(0);
      const { items } = await listTurns(ctx, { sessionId: session.id, limit: 9 });
      return items.at(-1)?.event;
    };
    expect(await takeOverAfter(6)).toMatchObject({ type: 'effect.succeeded' });
    expect(server.received).toHaveLength(1);
    const message = 'The call was started 7 times and never finished.';
    expect(await takeOverAfter(7)).toMatchObject({
      type: 'effect.failed',
      at: clock.now(),
      error: { code: 'network', message, attempts: 7, durationMs: 0 },
    });
    expect(server.received).toHaveLength(1);
  });

  it('is released at once when its process stops', async () => {
    const { asked } = holdAnswers();
    const leaving = testEnv.openPlatform({ processId: 'leaving' });
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, callingFlow(server.url));
    const { session } = await startSession(actIn(leaving, testEnv.orgId), { flowId, waitMs: 0 });
    await asked;
    await leaving.sessions.close(0);
    answer = tellNumber;
    expect(await takeOverCalls(testEnv.platform, { limit: 10 })).toBe(1);
    await expect
      .poll(async () => (await getSession(ctx, { sessionId: session.id })).status)
      .toBe('awaiting_input');
  });

  it('is applied once when two processes have an answer (turn/once)', async () => {
    const { release, asked } = holdAnswers();
    const slow = testEnv.openPlatform({ processId: 'slow' });
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, callingFlow(server.url));
    const { session } = await startSession(actIn(slow, testEnv.orgId), { flowId, waitMs: 0 });
    await asked;
    clock.advance(60_000);
    expect(await takeOverCalls(testEnv.platform, { limit: 10 })).toBe(1);
    await expect.poll(() => server.received.length).toBe(2);
    release();
    await slow.sessions.calls.stop(5_000);
    await testEnv.platform.sessions.calls.stop(5_000);
    expect(await getSession(ctx, { sessionId: session.id })).toMatchObject({
      status: 'awaiting_input',
      turnNo: 2,
    });
    expect(new Set(server.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });
});
