import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { makeRoom } from '@/e2e/api/support/make-channel';
import { requireBody } from '@/e2e/api/support/target';
import { makeChannel, makeThreadId, messageOf, openUmi, type UmiTarget } from '@/e2e/api/umi/client';
import { openReceiver } from '@/e2e/api/umi/open-receiver';
import { type OpenUmiTarget, openUmiTarget } from '@/e2e/api/umi/open-umi-target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { HELLO } from '@/server/services/session/fixtures/flows';
import { getSession } from '@/server/services/session/get-session';
import { listMessages } from '@/server/services/session/list-messages';
import { getThread } from '@/server/services/thread/find-thread';
import { actIn } from '@/server/tools/test/platform';

const ASK_ONCE: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Anything else?' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: {},
    },
  ],
};

let target: OpenUmiTarget;
let other: UmiTarget;

beforeAll(async () => {
  target = await openUmiTarget();
  other = await target.openOther();
});
afterAll(() => target.close());

const act = () => actIn(target.testEnv.platform, target.orgId);
const agent = () => ({ sender_type: 'user', sender_id: target.userId });

describe('another organization', () => {
  it('reaches no channel, room, person or thread', async () => {
    const { id } = await makeChannel(target);
    const message = messageOf('hello', makeThreadId());
    const [theirs, ours] = [openUmi(other), openUmi(target)];
    const gone = { detail: 'Channel configuration not found.' };
    expect(requireBody(await theirs.send(id, { messages: [message] }), 404)).toEqual(gone);
    expect(requireBody(await theirs.close(id, { thread_id: message.thread_id }), 404)).toEqual(gone);
    const trespass = openUmi({ ...target, apiKey: other.apiKey });
    expect(requireBody(await trespass.list(), 404)).toEqual({ detail: 'Not found.' });

    const messages = [{ ...message, sender_type: 'user', sender_id: other.userId }];
    const stranger = await ours.call('POST', `/${id}/messages`, { body: { messages } });
    expect(requireBody(stranger, 400)).toEqual({
      messages: [{ sender_id: ['Must be the UUID of a user in the same organization.'] }],
    });
    const body = {
      name: 'Mail',
      messaging_channel: 'email',
      room_id: other.roomId,
      reply_webhook_url: 'http://127.0.0.1:9/',
    };
    expect(requireBody(await ours.call('POST', '', { body }), 400)).toEqual({
      room_id: [`Invalid pk "${other.roomId}" - object does not exist.`],
    });
  });
});

describe('the stored data of a batch', () => {
  it('has variables, the visitor’s profile, and a session without expiry', async () => {
    const { id } = await makeChannel(target);
    const threadId = makeThreadId();
    const variables = { customer_name: 'Jane', ticket_id: null };
    const created = requireBody(
      await openUmi(target).send(id, { messages: [messageOf('hello', threadId)], variables }),
      201,
    );
    const thread = await getThread(act(), { channelId: id, externalId: threadId });
    expect(thread).toMatchObject({
      id: created.mapping_id,
      sessionId: created.chat_id,
      variables: { customer_name: 'Jane' },
      profile: { senderId: 'customer@shop.com' },
    });
    const session = await getSession(act(), { sessionId: created.chat_id });
    expect(session).toMatchObject({ expiresAt: null, waitingSince: null });
    expect(session.variables).toMatchObject({
      customer_name: 'Jane',
      trigger: { type: 'message', text: 'hello', senderId: 'customer@shop.com' },
    });
    expect(session.variables).not.toHaveProperty('ticket_id');
  });

  it('puts the visitor into the queue where people answer, unless disabled', async () => {
    const { id } = await makeChannel(target, { room_id: await makeRoom(target, { mode: 'people' }) });
    const since = async (more: object): Promise<Date | null> => {
      const messages = [messageOf('hello', makeThreadId())];
      const created = requireBody(await openUmi(target).send(id, { messages, ...more }), 201);
      return (await getSession(act(), { sessionId: created.chat_id })).waitingSince;
    };
    expect(await since({})).not.toBeNull();
    expect(await since({ skip_waiting_state: true })).toBeNull();
  });

  it('is complete when the flow ends, too', async () => {
    const flow = await makeFlow(target, HELLO);
    const hooks = await openReceiver();
    const { id } = await makeChannel(target, {
      room_id: await makeRoom(target, { mode: 'flow', flowId: flow.id }),
      reply_webhook_url: hooks.url,
    });
    const threadId = makeThreadId();
    const bot = { sender_type: 'user', sender_id: flow.id };
    const messages = [
      messageOf('hi', threadId),
      messageOf('We received it.', threadId, bot),
      messageOf('Well?', threadId),
    ];
    const created = requireBody(
      await openUmi(target).send(id, { messages, variables: { name: 'Jane' } }),
      201,
    );
    expect(created.message_ids).toHaveLength(3);
    const webhooks = await hooks.upTo(3);
    expect(webhooks.map(({ message }) => message?.message)).toEqual([
      'We received it.',
      'Hello Jane.',
      'Done.',
    ]);
    await hooks.close();
  });

  it('is complete when one of its messages ends the flow', async () => {
    const flow = await makeFlow(target, ASK_ONCE);
    const { id } = await makeChannel(target, {
      room_id: await makeRoom(target, { mode: 'flow', flowId: flow.id }),
    });
    const threadId = makeThreadId();
    const first = requireBody(await openUmi(target).send(id, { messages: [messageOf('hi', threadId)] }), 201);
    const messages = ['no', 'thanks'].map((body) => messageOf(body, threadId));
    const batch = [...messages.slice(0, 1), messageOf('Bye.', threadId, agent()), ...messages.slice(1)];
    const second = requireBody(await openUmi(target).send(id, { messages: batch, close_session: true }), 201);
    expect(second).toMatchObject({ chat_id: first.chat_id, messages_created: 3, is_new_session: false });
    const third = requireBody(await openUmi(target).send(id, { messages }), 201);
    expect(third.is_new_session).toBe(true);
  });
});

describe('messages that need no answer of the flow (thread/answers-the-last)', () => {
  const open = async (mode: 'flow' | 'suggestions' = 'flow') => {
    const hooks = await openReceiver();
    const room_id = mode === 'flow' ? target.roomId : target.suggestionsRoomId;
    const { id } = await makeChannel(target, { reply_webhook_url: hooks.url, room_id });
    const threadId = makeThreadId();
    const send = async (messages: object[], more: object = {}) =>
      requireBody(await openUmi(target).send(id, { messages, ...more }), 201);
    return {
      hooks,
      send,
      visitor: (body: string) => messageOf(body, threadId),
      member: (body: string) => messageOf(body, threadId, agent()),
      bot: (body: string) => messageOf(body, threadId, { sender_type: 'user', sender_id: target.botId }),
      /** Ends with a message of a member, so that everything before has been sent. */
      sent: async (count: number) => {
        await send([messageOf('The end.', threadId, agent())]);
        const all = await hooks.upTo(count + 1);
        await hooks.close();
        return all.slice(0, -1).map((one) => one.message?.message ?? one.reply_suggestion?.suggestion);
      },
      read: async (chatId: string) => {
        const session = await getSession(act(), { sessionId: chatId });
        const { items } = await listMessages(act(), { sessionId: chatId, limit: 50 });
        return { session, texts: items.map(({ text }) => text) };
      },
    };
  };

  it('are those of an old thread, which is closed with them: its users speak as they did', async () => {
    const { send, visitor, member, sent, read } = await open();
    const messages = [visitor('Where is it?'), member('On its way.'), visitor('Thanks!'), visitor('Bye.')];
    const created = await send(messages, { close_session: true });
    expect(created).toMatchObject({ messages_created: 4, is_new_session: true });
    const { session, texts } = await read(created.chat_id);
    expect(texts).toEqual(['Where is it?', 'On its way.', 'Thanks!', 'Bye.']);
    expect(session).toMatchObject({ status: 'ended', waitingSince: null });
    expect(await sent(1)).toEqual(['On its way.']);
  });

  it('are those that close a session in which the flow asks', async () => {
    const { send, visitor, sent, read } = await open();
    const first = await send([visitor('hello')]);
    const created = await send([visitor('no more'), visitor('bye')], { close_session: true });
    expect(created).toMatchObject({ chat_id: first.chat_id, messages_created: 2, is_new_session: false });
    const { session, texts } = await read(first.chat_id);
    expect(texts).toEqual(['hello', 'You wrote: hello', 'no more', 'bye']);
    expect(session).toMatchObject({ status: 'ended', waitingSince: null });
    expect(await sent(1)).toEqual(['You wrote: hello']);
  });

  it('are those before the message of a member, who has the conversation then', async () => {
    const { send, visitor, member, sent, read } = await open();
    const created = await send([visitor('Question'), member('We received it!')], {
      skip_waiting_state: true,
    });
    expect((await read(created.chat_id)).session).toMatchObject({ waitingSince: null, finishedAt: null });
    await send([visitor('And now?')]);
    const { session, texts } = await read(created.chat_id);
    expect(texts).toEqual(['Question', 'We received it!', 'And now?']);
    expect(session.waitingSince).not.toBeNull();
    expect(await sent(1)).toEqual(['We received it!']);
  });

  it('are those before the message of the bot, which goes on with the next one', async () => {
    const { send, visitor, bot, sent } = await open();
    await send([visitor('hello')]);
    await send([visitor('one'), bot('We received it!')]);
    await send([visitor('two')]);
    expect(await sent(3)).toEqual(['You wrote: hello', 'We received it!', 'You wrote: two']);
  });

  it('are those before it in a new thread, whose flow starts with the last one', async () => {
    const { send, visitor, bot, sent, read } = await open();
    const created = await send([visitor('one'), bot('We received it!'), visitor('two')]);
    const { session, texts } = await read(created.chat_id);
    expect(texts).toEqual(['one', 'We received it!', 'two', 'You wrote: two']);
    expect(session.variables.trigger).toMatchObject({ text: 'two' });
    expect(await sent(2)).toEqual(['We received it!', 'You wrote: two']);
  });

  it('get no suggestion either, and the flow knows of them', async () => {
    const { send, visitor, member, sent } = await open('suggestions');
    await send([visitor('one'), member('We received it!')]);
    await send([visitor('two'), member('And that.'), visitor('three')]);
    expect(await sent(4)).toEqual(['We received it!', 'And that.', 'Say: three', 'Anything else?']);
  });
});

describe('a request under an Idempotency-Key', () => {
  it('has its answer rebuilt when its process died after it took effect', async () => {
    const { id } = await makeChannel(target);
    const threadId = makeThreadId();
    const message = messageOf('one', threadId);
    const body = { messages: [message, messageOf('two', threadId, agent()), message] };
    const headers = { 'idempotency-key': 'made-again' };
    const first = requireBody(await openUmi(target).send(id, body, { headers }), 201);
    expect(first.message_ids).toHaveLength(3);
    await target.testEnv.platform.db.pool.query(
      `UPDATE idempotency_records SET status = 'applied', response = NULL, lease_until = '2000-01-01'
       WHERE key = 'made-again'`,
    );
    expect(requireBody(await openUmi(target).send(id, body, { headers }), 201)).toEqual(first);
  });
});

describe('the URLs of pages', () => {
  it('begin with the public URL if one is configured', async () => {
    const publicUrl = 'https://flows.example/';
    const mount = await openDirectMount(target.testEnv.platform, { publicUrl });
    for (let count = 0; count < 51; count += 1) await makeChannel(target);
    const { next } = requireBody(await openUmi({ ...target, baseUrl: mount.baseUrl }).list(), 200);
    expect(next).toMatch(/^https:\/\/flows\.example\/api\/v5\/orgs\//);
    await mount.close();
  });
});
