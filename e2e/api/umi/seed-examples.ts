import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireBody } from '../support/target';
import { type ChannelBody, makeThreadId, openUmi, type UmiTarget } from './client';
import { openReceiver, type Receiver } from './open-receiver';
import { expectForm, fillFixture, readFixture, toTypes } from './read-fixture';

/** Sends the JSON examples of the vendor's document (`server/dialects/umi/fixtures`). */
export function describeSeedExamples(open: () => UmiTarget): void {
  let target: UmiTarget;
  let receiver: Receiver;
  beforeAll(async () => {
    target = open();
    receiver = await openReceiver();
  });
  afterAll(() => receiver.close());

  const reachable = () => ({
    'https://your-server.com/webhooks/giosg-replies': receiver.url,
    '789e4567-e89b-12d3-a456-426614174111': target.roomId,
    YOUR_ROOM_UUID: target.suggestionsRoomId,
  });
  const register = async (name: string): Promise<ChannelBody> =>
    requireBody(await openUmi(target).register(fillFixture(name, reachable())), 201);

  describe('the examples of each endpoint', () => {
    it('1.1 and 1.2: a channel is registered and listed', async () => {
      const made = await register('register-channel.request');
      expectForm(made, readFixture('register-channel.response'));
      expect(made).toMatchObject({
        name: 'Support Email Channel',
        messaging_channel: 'email',
        organization_id: target.orgId,
        room_id: target.roomId,
        max_retry_count: 3,
      });
      const page = requireBody(await openUmi(target).list(), 200);
      // The example has a next page; whether this response has one depends on earlier tests.
      const { next } = readFixture('list-channels.response') as { next: string };
      expectForm(
        { ...page, next: page.next ?? next, results: page.results.slice(0, 1) },
        readFixture('list-channels.response'),
      );
      expect(page.results[0]).toEqual(made);
    });

    it('2.1 and 2.2: messages are created and their session closed', async () => {
      const api = openUmi(target);
      const { id } = await register('register-channel.request');
      const created = requireBody(await api.send(id, readFixture('create-messages.request')), 201);
      expectForm(created, readFixture('create-messages.response'));
      expect(created).toMatchObject({ messages_created: 1, is_new_session: true });
      const closed = requireBody(await api.close(id, readFixture('close-session.request')), 200);
      expect(closed).toEqual({
        ...(readFixture('close-session.response') as object),
        chat_session_id: created.chat_id,
      });
      expect(Object.keys(closed)).toEqual(Object.keys(readFixture('close-session.response') as object));
    });
  });

  it('5: the six steps of an integration', async () => {
    const api = openUmi(target);
    const hooks = await openReceiver();
    const values = { ...reachable(), 'https://your-server.com/webhooks/giosg-replies': hooks.url };
    const config = requireBody(await api.register(fillFixture('step-1.request', values)), 201);
    expectForm(config, readFixture('step-1.response'));

    const first = requireBody(await api.send(config.id, readFixture('step-2.request')), 201);
    expectForm(first, readFixture('step-2.response'));
    const next = requireBody(await api.send(config.id, readFixture('step-3.request')), 201);
    expectForm(next, readFixture('step-3.response'));
    expect(next).toMatchObject({
      chat_id: first.chat_id,
      mapping_id: first.mapping_id,
      is_new_session: false,
    });

    const [proposed] = await hooks.upTo(1);
    expectForm(proposed, readFixture('reply-suggestion-created.webhook'));
    // This example is abbreviated and its fields are in another order.
    expect(proposed).toMatchObject(toTypes(readFixture('step-5.webhook')));
    const known = { thread_id: 'support-ticket-67890', chat_id: first.chat_id, channel_config_id: config.id };
    expect(proposed).toMatchObject({
      ...known,
      reply_suggestion: { message_id: first.message_ids[0], room_id: target.suggestionsRoomId },
    });

    const approval = fillFixture('step-5.request', {
      AGENT_OR_BOT_UUID: target.userId,
      SUGGESTION_UUID: proposed?.reply_suggestion?.id ?? '',
    });
    const replied = requireBody(await api.send(config.id, approval), 201);
    expect(replied).toMatchObject({ chat_id: first.chat_id, messages_created: 1, is_new_session: false });
    const webhooks = (await hooks.upTo(5)).filter(({ event_type: type }) => type === 'message_created');
    expect(webhooks).toHaveLength(1);
    expect(webhooks[0]).toMatchObject({
      ...known,
      message: {
        id: replied.message_ids[0],
        message: 'Your order #12345 was shipped yesterday and should arrive by Friday.',
        sender_id: target.userId,
        selected_reply_suggestion_id: proposed?.reply_suggestion?.id,
        selected_reply_suggestion: {
          id: proposed?.reply_suggestion?.id,
          suggestion: proposed?.reply_suggestion?.suggestion,
          relevancy_score: 0.92,
          message_id: first.message_ids[0],
        },
      },
    });

    const closed = requireBody(await api.close(config.id, readFixture('step-6.request')), 200);
    expectForm(closed, readFixture('step-6.response'));
    expect(closed).toMatchObject({ chat_session_id: first.chat_id, is_ended: true });
    await hooks.close();
  });

  it('3.1 and step 4: an agent’s reply arrives completely', async () => {
    const api = openUmi(target);
    const hooks = await openReceiver();
    const config = requireBody(
      await api.register({
        ...fillFixture('step-1.request', { ...reachable(), YOUR_ROOM_UUID: target.suggestionsRoomId }),
        reply_webhook_url: hooks.url,
      }),
      201,
    );
    const threadId = makeThreadId();
    const message = {
      body: 'It is on its way.',
      thread_id: threadId,
      sender_id: target.userId,
      message_id: '1',
    };
    requireBody(await api.send(config.id, { messages: [{ ...message, sender_type: 'user' }] }), 201);
    const [webhook] = await hooks.upTo(1);
    for (const name of ['message-created.webhook', 'step-4.webhook']) expectForm(webhook, readFixture(name));
    await hooks.close();
  });

  describe('6: several messages at once', () => {
    it('of a visitor', async () => {
      const { id } = await register('register-channel.request');
      const created = requireBody(await openUmi(target).send(id, readFixture('batch.request')), 201);
      expect(created).toMatchObject({ messages_created: 2, is_new_session: true });
      expect(new Set(created.message_ids).size).toBe(2);
    });

    it('of a visitor and an agent', async () => {
      const { id } = await register('register-channel.request');
      const batch = fillFixture('mixed-batch.request', { AGENT_UUID: target.userId });
      const created = requireBody(await openUmi(target).send(id, batch), 201);
      expect(created).toMatchObject({ messages_created: 2, is_new_session: true });
    });
  });
}
