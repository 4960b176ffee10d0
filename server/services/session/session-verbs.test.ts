import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { changeVariables } from './change-variables';
import { endSession } from './end-session';
import { ECHO, EVENTS, HELLO, TRANSFER, waitingFlow } from './fixtures/flows';
import { getSession } from './get-session';
import { listMessages } from './list-messages';
import { listTurns } from './list-turns';
import { sendInput } from './send-input';
import { startSession } from './start-session';
import type { SessionReply } from './view';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

async function start(definition: typeof ECHO, more: Partial<Parameters<typeof startSession>[1]> = {}) {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  return startSession(ctx, { flowId, ...more });
}

const textsOf = ({ messages }: SessionReply) => messages.map(({ text }) => text);
const say = (sessionId: string, text: string) => sendInput(ctx, { sessionId, input: { type: 'text', text } });

describe('startSession', () => {
  it('returns the first messages of the flow', async () => {
    const reply = await start(ECHO, {
      metadata: { b: 1, a: { z: 2, y: 3 } },
      channel: 'web',
      externalId: 'x-1',
    });
    expect(textsOf(reply)).toEqual(['Say something.']);
    expect(reply.session).toMatchObject({
      status: 'awaiting_input',
      channel: 'web',
      externalId: 'x-1',
      isTest: false,
    });
    expect(reply.session.expiresAt?.getTime()).toBe(reply.session.createdAt.getTime() + 3_600_000);
    const stored = await getSession(ctx, { sessionId: reply.session.id });
    expect(stored).toEqual(reply.session);
    expect(JSON.stringify(stored.metadata)).toBe('{"b":1,"a":{"z":2,"y":3}}');
  });

  it('can complete at once', async () => {
    const reply = await start(HELLO, { variables: { name: 'Ada' } });
    expect(reply.messages.map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'Hello Ada.'],
      ['output', 'Done.'],
      ['end', ''],
    ]);
    expect(reply.session).toMatchObject({
      status: 'completed',
      output: { ok: true },
      variables: { name: 'Ada' },
    });
    expect(reply.session.finishedAt).not.toBeNull();
  });

  it('uses the published version; running sessions keep theirs', async () => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, HELLO);
    await startSession(ctx, { flowId });
    const echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    const version = {
      orgId: testEnv.orgId,
      id: ctx.ids.uuid(Date.now()),
      flowId,
      kind: 'published' as const,
      number: 2,
    };
    const { definition } = await testEnv.platform.db.prisma.flowVersion.findFirstOrThrow({
      where: { id: echo.versionId },
    });
    await testEnv.platform.db.prisma.flowVersion.create({
      data: { ...version, definition: definition ?? {} },
    });
    await testEnv.platform.db.prisma.flow.updateMany({
      where: { id: flowId },
      data: { publishedVersionId: version.id },
    });
    expect((await startSession(ctx, { flowId })).session).toMatchObject({
      versionId: version.id,
      status: 'awaiting_input',
    });
    await testEnv.platform.db.prisma.flow.updateMany({
      where: { id: flowId },
      data: { publishedVersionId: null },
    });
    await expect(startSession(ctx, { flowId })).rejects.toMatchObject({ code: 'flow_not_published' });
  });

  it('rejects a flow that is unknown or unpublished, and input that cannot be stored', async () => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    await expect(startSession(ctx, { flowId: 'nonsense' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(startSession(ctx, { flowId: ctx.ids.uuid(1) })).rejects.toMatchObject({ code: 'not_found' });
    await expect(startSession(ctx, { flowId, variables: { a: '\u0000' } })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(startSession(ctx, { flowId, externalId: '\ud800' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await testEnv.platform.db.prisma.flow.updateMany({
      where: { id: flowId },
      data: { archivedAt: new Date() },
    });
    await expect(startSession(ctx, { flowId })).rejects.toMatchObject({ code: 'flow_archived' });
  });
});

describe('sendInput', () => {
  it('returns the answers to its input only', async () => {
    const { session } = await start(ECHO);
    await say(session.id, 'one');
    const reply = await say(session.id, 'two');
    expect(textsOf(reply)).toEqual(['You said: two', 'Say something.']);
    expect(reply).toMatchObject({
      settled: true,
      session: { turnNo: 3, messageCount: 7, variables: { said: 'two' } },
    });
    expect(await getSession(ctx, { sessionId: session.id })).toEqual(reply.session);
  });

  it('accepts only a transfer result while one is awaited', async () => {
    const { session } = await start(TRANSFER);
    const done = { type: 'transferResult' as const, status: 'failed' as const, failReason: 'busy' };
    await expect(say(session.id, 'hello?')).rejects.toMatchObject({
      problem: {
        code: 'wrong_input',
        details: { expected: 'transferResult', received: 'text', status: 'awaiting_transfer' },
      },
    });
    const reply = await sendInput(ctx, { sessionId: session.id, input: done });
    expect(textsOf(reply)).toContain('It went badly.');
    const { items } = await listMessages(ctx, { sessionId: session.id, limit: 10 });
    expect(items.find(({ direction }) => direction === 'inbound')).toMatchObject({
      kind: 'transfer',
      text: 'busy',
      content: { type: 'transfer', status: 'failed', failReason: 'busy' },
    });
    const { session: waiting } = await start(ECHO);
    await expect(sendInput(ctx, { sessionId: waiting.id, input: done })).rejects.toMatchObject({
      problem: { details: { expected: 'text', received: 'transferResult' } },
    });
  });

  it('accepts an awaited event and ignores any other', async () => {
    const { session } = await start(EVENTS);
    const other = { type: 'event' as const, name: 'order.lost', payload: {} };
    expect(await sendInput(ctx, { sessionId: session.id, input: other })).toMatchObject({
      messages: [],
      settled: true,
      session: { turnNo: 1 },
    });
    const paid = { type: 'event' as const, name: 'order.paid', payload: { amount: 5 } };
    const reply = await sendInput(ctx, { sessionId: session.id, input: paid });
    expect(textsOf(reply)[0]).toBe('Paid 5.');
    expect(reply.session.status).toBe('completed');
  });

  it('queues a text that arrives while a timer runs', async () => {
    const { session } = await start(waitingFlow(60));
    expect(await say(session.id, 'hello?')).toMatchObject({
      messages: [],
      settled: true,
      session: { status: 'awaiting_timer', turnNo: 2, messageCount: 1 },
    });
  });

  it('rejects input to a finished session', async () => {
    const { session } = await start(HELLO);
    await expect(say(session.id, 'x')).rejects.toMatchObject({
      problem: { code: 'session_finished', details: { status: 'completed' } },
    });
  });
});

describe('endSession', () => {
  it('ends a session and deletes what it waits for (turn/end-clears-rows)', async () => {
    const { session } = await start(waitingFlow(60));
    const { prisma } = testEnv.platform.db;
    expect(await prisma.timer.count({ where: { sessionId: session.id } })).toBe(1);
    const ended = await endSession(ctx, { sessionId: session.id });
    expect(ended).toMatchObject({ status: 'ended', turnNo: 2, wait: null });
    expect(ended.finishedAt).toEqual(ended.lastActivityAt);
    expect(await prisma.timer.count({ where: { sessionId: session.id } })).toBe(0);
    expect(await endSession(ctx, { sessionId: session.id })).toEqual(ended);
    await expect(say(session.id, 'x')).rejects.toMatchObject({
      problem: { code: 'session_finished', details: { status: 'ended' } },
    });
  });

  it('rejects a session that has finished in another way', async () => {
    const { session } = await start(HELLO);
    await expect(endSession(ctx, { sessionId: session.id })).rejects.toMatchObject({
      code: 'session_finished',
    });
  });
});

describe('changeVariables', () => {
  it('sets variables as a turn of its own', async () => {
    const { session } = await start(ECHO);
    const changed = await changeVariables(ctx, { sessionId: session.id, set: { vip: true }, ifTurn: 1 });
    expect(changed).toMatchObject({ turnNo: 2, status: 'awaiting_input', variables: { vip: true } });
    await expect(
      changeVariables(ctx, { sessionId: session.id, set: { vip: false }, ifTurn: 1 }),
    ).rejects.toMatchObject({
      problem: { code: 'precondition_failed', details: { current: '2' } },
    });
    expect((await say(session.id, 'hi')).session.variables).toMatchObject({ vip: true, said: 'hi' });
  });

  it('rejects a finished session', async () => {
    const { session } = await start(HELLO);
    await expect(changeVariables(ctx, { sessionId: session.id, set: {} })).rejects.toMatchObject({
      code: 'session_finished',
    });
  });
});

describe('listMessages and listTurns', () => {
  it('return pages', async () => {
    const { session } = await start(ECHO);
    await say(session.id, 'one');
    const first = await listMessages(ctx, { sessionId: session.id, limit: 3 });
    expect(first.items.map(({ seq, text }) => [seq, text])).toEqual([
      [1, 'Say something.'],
      [2, 'one'],
      [3, 'You said: one'],
    ]);
    const rest = await listMessages(ctx, {
      sessionId: session.id,
      afterSeq: Number(first.nextCursor),
      limit: 3,
    });
    expect(rest).toMatchObject({ items: [{ seq: 4, direction: 'outbound', turnNo: 2 }], nextCursor: null });
    const turns = await listTurns(ctx, { sessionId: session.id, limit: 1 });
    expect(turns).toMatchObject({ items: [{ no: 1, event: { type: 'started' } }], nextCursor: '1' });
    const next = await listTurns(ctx, { sessionId: session.id, afterNo: 1, limit: 5 });
    expect(next.items[0]).toMatchObject({
      no: 2,
      event: { type: 'message', text: 'one' },
      status: 'awaiting_input',
    });
    expect(next.items[0]?.trace.steps.map(({ nodeId }) => nodeId)).toContain('repeat');
  });
});

describe('every verb', () => {
  it('finds nothing of another organization, and rejects malformed ids', async () => {
    const { session } = await start(ECHO);
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    for (const [who, sessionId] of [
      [stranger, session.id],
      [ctx, 'nonsense'],
      [ctx, ctx.ids.uuid(1)],
    ] as const) {
      const attempts = [
        getSession(who, { sessionId }),
        endSession(who, { sessionId }),
        sendInput(who, { sessionId, input: { type: 'text', text: 'x' } }),
        changeVariables(who, { sessionId, set: {} }),
        listMessages(who, { sessionId, limit: 1 }),
        listTurns(who, { sessionId, limit: 1 }),
      ];
      const details = { thing: 'session', id: sessionId };
      for (const outcome of await Promise.allSettled(attempts)) {
        expect(outcome).toMatchObject({
          status: 'rejected',
          reason: { problem: { code: 'not_found', details } },
        });
      }
    }
    expect((await getSession(ctx, { sessionId: session.id })).turnNo).toBe(1);
  });

  it('requires its scope', async () => {
    const { session } = await start(ECHO);
    const actor = {
      type: 'apiKey' as const,
      orgId: testEnv.orgId,
      keyId: 'k',
      scopes: ['sessions:read'] as const,
      channelId: null,
    };
    const reader = actIn(testEnv.platform, testEnv.orgId, actor);
    await expect(getSession(reader, { sessionId: session.id })).resolves.toMatchObject({ id: session.id });
    await expect(endSession(reader, { sessionId: session.id })).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});
