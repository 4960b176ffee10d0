import { beforeAll, describe, expect, it } from 'vitest';
import { requireBody } from '../support/target';
import { type CreatedBody, makeChannel, makeThreadId, messageOf, openUmi, type UmiTarget } from './client';
import { openReceiver } from './open-receiver';

/** Tests session lifecycle, closing, and which webhooks are sent. */
export function describeLifecycle(open: () => UmiTarget): void {
  let target: UmiTarget;
  let configId: string;
  beforeAll(async () => {
    target = open();
    configId = (await makeChannel(target)).id;
  });

  const say = async (
    threadId: string,
    body: string,
    more: object = {},
    id = configId,
  ): Promise<CreatedBody> =>
    requireBody(await openUmi(target).send(id, { messages: [messageOf(body, threadId)], ...more }), 201);

  describe('a chat session', () => {
    it('starts with a new thread, continues, and is followed by another after its end', async () => {
      const threadId = makeThreadId();
      const first = await say(threadId, 'one');
      expect(first).toMatchObject({ messages_created: 1, is_new_session: true });
      const second = await say(threadId, 'two');
      expect(second).toMatchObject({
        chat_id: first.chat_id,
        mapping_id: first.mapping_id,
        is_new_session: false,
      });
      const closed = requireBody(await openUmi(target).close(configId, { thread_id: threadId }), 200);
      expect(closed.chat_session_id).toBe(first.chat_id);
      const third = await say(threadId, 'three');
      expect(third).toMatchObject({ mapping_id: first.mapping_id, is_new_session: true });
      expect(third.chat_id).not.toBe(first.chat_id);
    });

    it('is closed once, however often closing is requested', async () => {
      const threadId = makeThreadId();
      const { chat_id: chatId } = await say(threadId, 'one');
      const words = [];
      for (let time = 0; time < 3; time += 1) {
        const { message, ...rest } = requireBody(
          await openUmi(target).close(configId, { thread_id: threadId }),
          200,
        );
        expect(rest).toEqual({ chat_session_id: chatId, thread_id: threadId, is_ended: true });
        words.push(message);
      }
      const again = 'Chat session was already closed';
      expect(words).toEqual(['Chat session closed successfully', again, again]);
    });

    it('ends at once when the messages close it', async () => {
      const threadId = makeThreadId();
      const first = await say(threadId, 'an old mail', { close_session: true });
      expect(first.is_new_session).toBe(true);
      const closed = requireBody(await openUmi(target).close(configId, { thread_id: threadId }), 200);
      expect(closed).toMatchObject({
        chat_session_id: first.chat_id,
        message: 'Chat session was already closed',
      });
    });

    it('belongs to a thread of one channel: another channel has its own threads', async () => {
      const threadId = makeThreadId();
      const other = await makeChannel(target);
      const [here, there] = [await say(threadId, 'here'), await say(threadId, 'there', {}, other.id)];
      expect(there.is_new_session).toBe(true);
      expect(there.mapping_id).not.toBe(here.mapping_id);
    });

    it('is the only one when two batches start a new thread at once', async () => {
      const threadId = makeThreadId();
      const both = await Promise.all([say(threadId, 'one'), say(threadId, 'two')]);
      expect(new Set(both.map(({ chat_id: id }) => id)).size).toBe(1);
      expect(both.map(({ is_new_session: isNew }) => isNew).sort()).toEqual([false, true]);
      expect(new Set(both.flatMap(({ message_ids: ids }) => ids)).size).toBe(2);
    });

    it('accepts a repeated message id, as documented', async () => {
      const threadId = makeThreadId();
      const message = messageOf('twice', threadId);
      const ids = [];
      for (let time = 0; time < 2; time += 1) {
        const created = requireBody(await openUmi(target).send(configId, { messages: [message] }), 201);
        ids.push(...created.message_ids);
      }
      expect(new Set(ids).size).toBe(2);
    });

    it('returns the ids in the order of a mixed batch', async () => {
      const hooks = await openReceiver();
      const { id } = await makeChannel(target, {
        reply_webhook_url: hooks.url,
        room_id: target.suggestionsRoomId,
      });
      const threadId = makeThreadId();
      const agent = { sender_type: 'user', sender_id: target.userId };
      const messages = [
        messageOf('one', threadId),
        messageOf('two', threadId),
        messageOf('three', threadId, agent),
        messageOf('four', threadId),
        messageOf('five', threadId, agent),
      ];
      const created = requireBody(await openUmi(target).send(id, { messages }), 201);
      expect(created.messages_created).toBe(5);
      expect(new Set(created.message_ids).size).toBe(5);
      const webhooks = (await hooks.upTo(2)).flatMap(({ message }) => (message ? [message] : []));
      expect(webhooks.map((one) => [one.id, one.message])).toEqual([
        [created.message_ids[2], 'three'],
        [created.message_ids[4], 'five'],
      ]);
      await hooks.close();
    });
  });

  describe('webhooks', () => {
    it('report messages of agents, people and flows, and no others, in order', async () => {
      const hooks = await openReceiver();
      const { id } = await makeChannel(target, {
        reply_webhook_url: hooks.url,
        messaging_channel: 'zendesk',
      });
      const threadId = makeThreadId();
      const first = await say(threadId, 'Where is it?', {}, id);
      const agent = { sender_type: 'user', sender_id: target.userId };
      const messages = [messageOf('Let me look.', threadId, agent), messageOf('Thanks.', threadId)];
      const second = requireBody(await openUmi(target).send(id, { messages }), 201);
      requireBody(await openUmi(target).close(id, { thread_id: threadId }), 200);

      const webhooks = await hooks.upTo(2);
      const known = { event_type: 'message_created', thread_id: threadId, chat_id: first.chat_id };
      for (const one of webhooks) {
        expect(one).toMatchObject({ ...known, messaging_channel: 'zendesk', channel_config_id: id });
      }
      const last = webhooks.at(-1)?.message;
      expect(last).toMatchObject({
        id: second.message_ids[0],
        message: 'Let me look.',
        sender_type: 'user',
        sender_id: target.userId,
      });
      expect(webhooks.map(({ message }) => message?.message)).not.toContain('Where is it?');
      expect(webhooks.map(({ message }) => message?.message)).not.toContain('Thanks.');
      await hooks.close();
    });
  });
}
