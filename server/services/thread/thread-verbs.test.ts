import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { randomIds } from '@/server/gateways/ids';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { handlingFlow } from '../event/fixtures/flows';
import { getSession } from '../session/get-session';
import { closeThread } from './close-thread';
import { listThreadMessages } from './list-thread-messages';
import { resolveThread } from './resolve-thread';
import type { SendToThread } from './send/send-request';
import { sendThreadEvent } from './send/send-thread-event';
import { sendToThread } from './send/send-to-thread';
import { setControl } from './set-control';
import { makeWaitToken, resumeWait } from './wait/resume-wait';

const ECHO: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'You began with: {{ trigger.text }}' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'repeat' },
    },
    {
      id: 'repeat',
      kind: 'message',
      messages: [{ type: 'text', text: 'Echo: {{ said }}' }],
      exits: { next: 'ask' },
    },
  ],
};

const DESK: FlowDefinitionInput = {
  format: 1,
  start: 'hand',
  nodes: [
    {
      id: 'hand',
      kind: 'transfer',
      messages: [{ type: 'text', text: 'One moment.' }],
      exits: { success: 'thanks' },
    },
    { id: 'thanks', kind: 'end', text: 'Glad to help.' },
  ],
};

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

async function addChannel(
  kind: 'umi' | 'flowrest' | 'chat',
  definition: FlowDefinitionInput,
): Promise<string> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  const id = randomIds.uuid(Date.now());
  await testEnv.platform.db.prisma.channel.create({
    data: { orgId: testEnv.orgId, id, kind, name: 'Test', flowId, settings: {} },
  });
  return id;
}

const visitor = (...texts: string[]): SendToThread['entries'][number] => ({
  type: 'visitor',
  lines: texts.map((text) => ({ content: { type: 'text', text }, text })),
});
const agent = (text: string): SendToThread['entries'][number] => ({
  type: 'person',
  text,
  sender: { id: randomIds.uuid(Date.now()), name: 'Ada' },
});
const say = (channelId: string, externalId: string, entries: SendToThread['entries'], more = {}) =>
  sendToThread(ctx, { channelId, externalId, entries, waitMs: 2_000, ...more });
const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text);

describe('sendToThread', () => {
  it('starts a session with the first message and answers the next', async () => {
    const channelId = await addChannel('flowrest', ECHO);
    const first = await say(channelId, 't1', [visitor('hello')]);
    expect(first).toMatchObject({ isNew: true, settled: true, thread: { externalId: 't1' } });
    expect(texts(first.messages)).toEqual(['You began with: hello']);
    expect(first.messageIds).toHaveLength(1);
    const second = await say(channelId, 't1', [visitor('again')]);
    expect(second).toMatchObject({ isNew: false, session: { id: first.session.id } });
    expect(texts(second.messages)).toEqual(['Echo: again', 'You began with: hello']);
  });

  it("joins a visitor's lines into one input, and records each line", async () => {
    const channelId = await addChannel('umi', ECHO);
    await say(channelId, 't', [visitor('hello')]);
    const reply = await say(channelId, 't', [visitor('one', 'two')]);
    expect(reply.messageIds).toHaveLength(2);
    expect(reply.messages[0]?.text).toBe('Echo: one\ntwo');
  });

  it('starts one session under many concurrent first messages', async () => {
    const channelId = await addChannel('flowrest', ECHO);
    const other = testEnv.openPlatform();
    const replies = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((text, index) =>
        sendToThread(index % 2 ? actIn(other, testEnv.orgId) : ctx, {
          channelId,
          externalId: 'crowd',
          entries: [visitor(text)],
          waitMs: 5_000,
        }),
      ),
    );
    expect(new Set(replies.map(({ session }) => session.id)).size).toBe(1);
    expect(replies.filter(({ isNew }) => isNew)).toHaveLength(1);
    const { messages } = await listThreadMessages(ctx, {
      channelId,
      externalId: 'crowd',
      page: 1,
      size: 100,
    });
    const inbound = messages.filter(({ direction }) => direction === 'inbound');
    expect(texts(inbound).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('gives the conversation to a person who writes, until control returns', async () => {
    const channelId = await addChannel('flowrest', ECHO);
    await say(channelId, 't', [visitor('hello')]);
    const taken = await say(channelId, 't', [agent('I am here')]);
    expect(taken.session.control).toBe('human');
    const ignored = await say(channelId, 't', [visitor('thanks')]);
    expect(ignored.messages).toEqual([]);
    expect(ignored.session.waitingSince).not.toBeNull();
    await setControl(ctx, { channelId, externalId: 't', control: 'flow' });
    const reply = await say(channelId, 't', [visitor('bot?')]);
    expect(reply.messages[0]?.text).toBe('Echo: bot?');
  });

  it('closes with the input, and starts over afterwards', async () => {
    const channelId = await addChannel('umi', ECHO);
    const closed = await say(channelId, 't', [visitor('old mail')], { close: true });
    expect(closed.session.status).toBe('ended');
    const next = await say(channelId, 't', [visitor('new mail')]);
    expect(next).toMatchObject({ isNew: true, thread: { id: closed.thread.id } });
    expect(next.session.id).not.toBe(closed.session.id);
    expect(await closeThread(ctx, { channelId, externalId: 't' })).toMatchObject({ wasOpen: true });
    expect(await closeThread(ctx, { channelId, externalId: 't' })).toMatchObject({ wasOpen: false });
  });

  it("keeps a visitor's messages while a person is awaited, and continues when resolved", async () => {
    const channelId = await addChannel('flowrest', DESK);
    const first = await say(channelId, 't', [visitor('help')]);
    expect(first.session).toMatchObject({ status: 'awaiting_transfer' });
    expect(first.session.waitingSince).not.toBeNull();
    await say(channelId, 't', [visitor('anyone?')]);
    const resolved = await resolveThread(ctx, { channelId, externalId: 't' });
    expect(resolved).toMatchObject({ status: 'completed', waitingSince: null });
    const { messages } = await listThreadMessages(ctx, { channelId, externalId: 't', page: 1, size: 20 });
    expect(texts(messages)).toContain('anyone?');
    expect(texts(messages)).toContain('Glad to help.');
  });

  it("refuses other organizations' channels", async () => {
    const channelId = await addChannel('flowrest', ECHO);
    const stranger = { type: 'visitor' as const, orgId: testEnv.orgId, channelId: 'x', threadId: null };
    await expect(
      sendToThread(actIn(testEnv.platform, testEnv.orgId, stranger), {
        channelId,
        externalId: 't',
        entries: [visitor('hi')],
        waitMs: 0,
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('resumeWait', () => {
  it('accepts each token once, and only during its wait', async () => {
    const channelId = await addChannel('chat', ECHO);
    const first = await say(channelId, 't', [visitor('hello')], { fresh: true });
    const sessionId = first.session.id;
    const token = makeWaitToken(ctx, first.session);
    if (token === null) throw new Error('the session waits for nothing');
    const resume = () => resumeWait(ctx, { sessionId, waitToken: token, value: 'yes', waitMs: 2_000 });
    const both = await Promise.allSettled([resume(), resume()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(resume()).rejects.toMatchObject({ code: 'wait_token_invalid' });
    await expect(
      resumeWait(ctx, { sessionId, waitToken: `${token}x`, value: 'yes', waitMs: 0 }),
    ).rejects.toMatchObject({ problem: { details: { reason: 'malformed' } } });
    const after = await getSession(ctx, { sessionId });
    expect(after.variables).toMatchObject({ said: 'yes' });
    expect(makeWaitToken(ctx, after)).not.toBe(token);
  });
});

describe('sendThreadEvent', () => {
  it('starts the channel’s flow without a session, and is recorded by a session that does not wait for it', async () => {
    const channelId = await addChannel('flowrest', ECHO);
    const event = { channelId, externalId: 't', name: 'ORDER SHIPPED', payload: {}, waitMs: 2_000 };
    const first = await sendThreadEvent(ctx, event);
    expect(first).toMatchObject({ isNew: true, settled: true });
    expect(texts(first.messages)).toEqual(['You began with: ']);
    const second = await sendThreadEvent(ctx, event);
    expect(second).toMatchObject({ isNew: false, session: { id: first.session.id }, messages: [] });
  });

  it('is taken by a handler of the session’s flow', async () => {
    const channelId = await addChannel('flowrest', handlingFlow(1));
    const event = {
      channelId,
      externalId: 't',
      name: 'order.paid',
      payload: { id: 1, amount: 5 },
      waitMs: 2_000,
    };
    const first = await sendThreadEvent(ctx, { ...event, name: 'hello' });
    expect(texts(first.messages)).toEqual(['Yes?']);
    const second = await sendThreadEvent(ctx, event);
    expect(second).toMatchObject({ isNew: false, session: { id: first.session.id } });
    expect(texts(second.messages)).toEqual(['Paid 5.', 'Yes?']);
    const other = await sendThreadEvent(ctx, { ...event, payload: { id: 2 } });
    expect(other).toMatchObject({ isNew: false, session: { id: first.session.id }, messages: [] });
  });
});
