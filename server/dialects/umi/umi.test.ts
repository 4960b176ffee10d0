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
    const messages = [messageOf('hi', threadId), messageOf('We received it.', threadId, agent())];
    const created = requireBody(
      await openUmi(target).send(id, { messages, variables: { name: 'Jane' } }),
      201,
    );
    expect(created.message_ids).toHaveLength(2);
    const webhooks = await hooks.upTo(3);
    expect(webhooks.map(({ message }) => message?.message)).toEqual([
      'Hello Jane.',
      'Done.',
      'We received it.',
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
