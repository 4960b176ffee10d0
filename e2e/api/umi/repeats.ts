import { beforeAll, describe, expect, it } from 'vitest';
import { ask, requireBody } from '../support/target';
import { type CreatedBody, makeChannel, makeThreadId, messageOf, openUmi, type UmiTarget } from './client';
import { openReceiver } from './open-receiver';

/** Tests a channel that accepts every message id once. */
export function describeRepeats(open: () => UmiTarget): void {
  describe('a channel that accepts a message id once', () => {
    let target: UmiTarget;
    let configId: string;
    beforeAll(async () => {
      target = open();
      configId = await makeStrictChannel();
    });

    const makeStrictChannel = async (more: object = {}): Promise<string> => {
      const { id } = await makeChannel(target, more);
      const path = `/api/v1/orgs/${target.orgId}/channels/${id}`;
      const body = { settings: { dedupeMessageIds: true } };
      requireBody(await ask(target, 'PATCH', path, { body }), 200);
      return id;
    };
    const send = async (messages: object[], id = configId): Promise<CreatedBody> =>
      requireBody(await openUmi(target).send(id, { messages }), 201);

    it('answers a repeat with the earlier message and creates nothing', async () => {
      const message = messageOf('once', makeThreadId());
      const first = await send([message]);
      expect(await send([message])).toEqual({ ...first, messages_created: 0, is_new_session: false });
    });

    it('creates the new messages of a batch, and names all of them', async () => {
      const threadId = makeThreadId();
      const [one, two, three] = ['one', 'two', 'three'].map((body) => messageOf(body, threadId));
      const first = await send([one ?? {}, two ?? {}]);
      const second = await send([two ?? {}, three ?? {}, three ?? {}]);
      expect(second).toMatchObject({ chat_id: first.chat_id, messages_created: 1, is_new_session: false });
      const [known, made, again] = second.message_ids;
      expect([known, again]).toEqual([first.message_ids[1], made]);
      expect(first.message_ids).not.toContain(made);
    });

    it('knows an id only within its thread', async () => {
      const message = messageOf('hello', makeThreadId());
      await send([message]);
      const elsewhere = await send([{ ...message, thread_id: makeThreadId() }]);
      expect(elsewhere).toMatchObject({ messages_created: 1, is_new_session: true });
    });

    it('knows an id after the session ended, and does not validate a repeat', async () => {
      const hooks = await openReceiver();
      const id = await makeStrictChannel({
        room_id: target.suggestionsRoomId,
        reply_webhook_url: hooks.url,
      });
      const threadId = makeThreadId();
      await send([messageOf('help', threadId)], id);
      const [proposed] = await hooks.upTo(1);
      const approved = messageOf('Sure.', threadId, {
        sender_type: 'user',
        sender_id: target.userId,
        selected_reply_suggestion_id: proposed?.reply_suggestion?.id,
      });
      const first = await send([approved], id);
      requireBody(await openUmi(target).close(id, { thread_id: threadId }), 200);
      expect(await send([approved], id)).toEqual({ ...first, messages_created: 0 });
      await hooks.close();
    });

    it('creates one message from ten concurrent requests', async () => {
      const message = messageOf('once', makeThreadId());
      const created = await Promise.all(Array.from({ length: 10 }, () => send([message])));
      expect(created.map(({ messages_created: count }) => count).sort()).toEqual([
        0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
      ]);
      expect(new Set(created.flatMap(({ message_ids: ids }) => ids)).size).toBe(1);
    });
  });
}
