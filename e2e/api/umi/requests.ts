import { beforeAll, describe, expect, it } from 'vitest';
import { ask, requireBody } from '../support/target';
import { makeChannel, makeThreadId, messageOf, openUmi, type UmiTarget } from './client';

const REQUIRED = ['This field is required.'];
const BLANK = ['This field may not be blank.'];

type Refused = [wrong: object, body: object];

/** Names each row by what is wrong in it. */
function named(rows: Refused[]): [name: string, ...row: Refused][] {
  return rows.map(([wrong, body]) => [Object.keys(wrong).join(' and '), wrong, body]);
}

/** Tests accepted and rejected requests, with the error format of the vendor's framework. */
export function describeRequests(open: () => UmiTarget): void {
  let target: UmiTarget;
  let configId: string;
  beforeAll(async () => {
    target = open();
    configId = (await makeChannel(target)).id;
  });

  const registration = (more: object = {}) => ({
    name: 'Mail',
    messaging_channel: 'email',
    room_id: target.roomId,
    reply_webhook_url: 'http://127.0.0.1:9/',
    ...more,
  });
  const message = (more: object = {}) => messageOf('hello', makeThreadId(), more);
  const refusal = async (body: unknown) =>
    requireBody(await openUmi(target).call('POST', `/${configId}/messages`, { body }), 400);

  describe('credentials and paths', () => {
    const path = () => `/api/v5/orgs/${target.orgId}/unified_messaging`;

    it('accepts a key as Bearer and as Token', async () => {
      for (const scheme of ['Bearer', 'Token', 'token']) {
        const headers = { authorization: `${scheme} ${target.apiKey}` };
        expect((await ask(target, 'GET', path(), { key: null, headers })).status).toBe(200);
      }
      const headers = { authorization: `Basic ${target.apiKey}` };
      expect((await ask(target, 'GET', path(), { key: null, headers })).status).toBe(401);
    });

    it('refuses paths with a trailing slash, and unknown ones', async () => {
      for (const other of [
        `${path()}/`,
        `${path()}/${configId}`,
        `${path()}/${configId}/messages/`,
        '/api/v5',
      ]) {
        const reply = await ask(target, 'POST', other, { body: {} });
        expect([reply.status, reply.body]).toEqual([404, { detail: 'Not found.' }]);
      }
    });

    it('names the unsupported method of a path', async () => {
      const reply = await ask(target, 'DELETE', `${path()}/${configId}/messages`);
      expect([reply.status, reply.body]).toEqual([405, { detail: 'Method "DELETE" not allowed.' }]);
      expect(reply.headers.get('allow')).toContain('POST');
    });

    it('finds no other organization, whether or not it exists', async () => {
      const elsewhere = openUmi({ ...target, orgId: crypto.randomUUID() });
      for (const reply of [
        await elsewhere.list(),
        await elsewhere.register(registration()),
        await elsewhere.send(configId, { messages: [message()] }),
        await elsewhere.close(configId, { thread_id: 'x' }),
      ]) {
        expect([reply.status, reply.body]).toEqual([404, { detail: 'Not found.' }]);
      }
    });

    it('has an OpenAPI document', async () => {
      const reply = await ask<{ paths: object }>(target, 'GET', '/api/v5/openapi.json', { key: null });
      expect(Object.keys(requireBody(reply, 200).paths)).toHaveLength(3);
    });
  });

  describe('registering a channel', () => {
    it.each(
      named([
        [
          { name: '', messaging_channel: ' ' },
          { name: BLANK, messaging_channel: BLANK },
        ],
        [{ name: null }, { name: ['This field may not be null.'] }],
        [{ name: ['x'] }, { name: ['Not a valid string.'] }],
        [{ name: 'x'.repeat(256) }, { name: ['Ensure this field has no more than 255 characters.'] }],
        [
          { messaging_channel: 'x'.repeat(65) },
          { messaging_channel: ['Ensure this field has no more than 64 characters.'] },
        ],
        [{ room_id: 'x' }, { room_id: ['Must be a valid UUID.'] }],
        [
          { room_id: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a' },
          { room_id: ['Invalid pk "0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a" - object does not exist.'] },
        ],
        [{ reply_webhook_url: 'ftp://x' }, { reply_webhook_url: ['Enter a valid URL.'] }],
        [
          { reply_webhook_url: `https://x.example/${'x'.repeat(2_048)}` },
          { reply_webhook_url: ['Ensure this field has no more than 2048 characters.'] },
        ],
        [
          { reply_webhook_url: 'http://169.254.169.254/latest' },
          { reply_webhook_url: [expect.stringMatching(/^Calls to 169\.254\.169\.254 are not allowed/)] },
        ],
        [{ max_retry_count: -1 }, { max_retry_count: ['Ensure this value is greater than or equal to 0.'] }],
        [{ max_retry_count: 1.5 }, { max_retry_count: ['A valid integer is required.'] }],
        [{ max_retry_count: '3' }, { max_retry_count: ['A valid integer is required.'] }],
      ]),
    )('refuses a wrong %s', async (_, wrong, body) => {
      const reply = await openUmi(target).call('POST', '', { body: registration(wrong) });
      expect(requireBody(reply, 400)).toEqual(body);
    });

    it('names everything that is missing', async () => {
      const body = requireBody(await openUmi(target).call('POST', '', { body: {} }), 400);
      const names = ['name', 'messaging_channel', 'room_id', 'reply_webhook_url'];
      expect(body).toEqual(Object.fromEntries(names.map((name) => [name, REQUIRED])));
    });

    it('refuses anything but an object', async () => {
      const reply = await openUmi(target).call('POST', '', { body: [] });
      expect(requireBody(reply, 400)).toEqual({
        non_field_errors: ['Invalid data. Expected a dictionary.'],
      });
    });

    it('accepts the longest values, and no retries', async () => {
      const most = { name: 'x'.repeat(255), messaging_channel: 'y'.repeat(64), max_retry_count: 0 };
      expect(requireBody(await openUmi(target).register(registration(most)), 201)).toMatchObject(most);
    });
  });

  describe('creating messages', () => {
    it.each(
      named([
        [{ body: ' ' }, { body: BLANK }],
        [{ body: undefined }, { body: REQUIRED }],
        [{ body: 'x'.repeat(20_001) }, { body: ['Ensure this field has no more than 20000 characters.'] }],
        [
          { sender_id: 'x'.repeat(513) },
          { sender_id: ['Ensure this field has no more than 512 characters.'] },
        ],
        [
          { message_id: '', thread_id: '' },
          { message_id: BLANK, thread_id: BLANK },
        ],
        [{ sender_type: 'rule' }, { sender_type: ['"rule" is not a valid choice.'] }],
        [
          { sender_type: 'user', sender_id: 'customer@shop.com' },
          { sender_id: ['Must be the UUID of a user in the same organization.'] },
        ],
        [
          { sender_type: 'user', sender_id: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a' },
          { sender_id: ['Must be the UUID of a user in the same organization.'] },
        ],
        [{ selected_reply_suggestion_id: 'x' }, { selected_reply_suggestion_id: ['Must be a valid UUID.'] }],
        [
          { selected_reply_suggestion_id: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a' },
          {
            selected_reply_suggestion_id: [
              'Only messages of the sender_type "user" can be based on a reply suggestion.',
            ],
          },
        ],
      ]),
    )('refuses a message with a wrong %s, at its place', async (_, wrong, item) => {
      const good = message();
      const bad = { ...good, ...wrong };
      const body = await refusal({ messages: [good, bad] });
      expect(body).toEqual({ messages: [{}, item] });
    });

    it.each(
      named([
        [{ messages: [] }, { messages: ['This list may not be empty.'] }],
        [{ messages: 'hello' }, { messages: ['Expected a list of items.'] }],
        [
          { messages: ['hello'] },
          { messages: [{ non_field_errors: ['Invalid data. Expected a dictionary.'] }] },
        ],
        [{ skip_waiting_state: 'yes' }, { skip_waiting_state: ['Must be a valid boolean.'] }],
        [{ close_session: null }, { close_session: ['This field may not be null.'] }],
        [{ variables: [] }, { variables: ['Expected a dictionary of items.'] }],
        [
          { variables: { much: 'x'.repeat(65_533) } },
          { variables: ['Ensure this field has no more than 65536 characters.'] },
        ],
        [{ variables: { a: 1, b: 'x', c: null } }, { variables: { a: ['Not a valid string.'] } }],
      ]),
    )('refuses a batch with wrong %s', async (_, wrong, body) => {
      expect(await refusal({ messages: [message()], ...wrong })).toEqual(body);
    });

    it('refuses two threads in one batch, and more than 100 messages', async () => {
      expect(await refusal({ messages: [message(), message()] })).toEqual({
        non_field_errors: ['All messages must have the same thread_id.'],
      });
      const threadId = makeThreadId();
      const many = Array.from({ length: 101 }, () => messageOf('hello', threadId));
      expect(await refusal({ messages: many })).toEqual({
        messages: ['Ensure this field has no more than 100 elements.'],
      });
    });

    it('refuses a suggestion in a new conversation together with its batch', async () => {
      const threadId = makeThreadId();
      const approved = {
        sender_type: 'user',
        sender_id: target.userId,
        selected_reply_suggestion_id: crypto.randomUUID(),
      };
      const messages = [messageOf('hello', threadId), messageOf('Yes.', threadId, approved)];
      expect(await refusal({ messages })).toEqual({
        messages: [
          {},
          {
            selected_reply_suggestion_id: ['A reply suggestion cannot be used in a new conversation.'],
          },
        ],
      });
      expect((await openUmi(target).close(configId, { thread_id: threadId })).status).toBe(404);
    });

    it('accepts numbers as texts, null for no suggestion, and the longest values', async () => {
      const most = message({ thread_id: 12_345, sender_id: 'x'.repeat(512), message_id: 7 });
      const plain = { ...most, body: 'y'.repeat(20_000), selected_reply_suggestion_id: null };
      requireBody(await openUmi(target).send(configId, { messages: [plain] }), 201);
    });
  });

  describe('closing a session', () => {
    it('requires a thread id', async () => {
      const reply = await openUmi(target).call('POST', `/${configId}/close_session`, { body: {} });
      expect(requireBody(reply, 400)).toEqual({ thread_id: REQUIRED });
    });

    it('names the missing thing', async () => {
      const api = openUmi(target);
      const noThread = await api.close(configId, { thread_id: makeThreadId() });
      expect([noThread.status, noThread.body]).toEqual([404, { detail: 'Thread ID not found.' }]);
      for (const id of [crypto.randomUUID(), 'x']) {
        const noChannel = await api.close(id, { thread_id: 'x' });
        expect([noChannel.status, noChannel.body]).toEqual([
          404,
          { detail: 'Channel configuration not found.' },
        ]);
      }
    });
  });
}
