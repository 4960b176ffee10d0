import { beforeAll, describe, expect, it } from 'vitest';
import { requireBody } from '../support/target';
import { makeChannel, makeThreadId, messageOf, openUmi, type UmiTarget } from './client';
import { openReceiver, type Webhook } from './open-receiver';

/** Tests suggestions, and who may use them. */
export function describeSuggestions(open: () => UmiTarget): void {
  describe('suggestions', () => {
    let target: UmiTarget;
    beforeAll(() => {
      target = open();
    });

    /** Starts a conversation with one suggestion. */
    const openAdvised = async (threadId = makeThreadId()) => {
      const hooks = await openReceiver();
      const more = { room_id: target.suggestionsRoomId, reply_webhook_url: hooks.url };
      const { id } = await makeChannel(target, more);
      const messages = [messageOf('Where is it?', threadId), messageOf('It is late.', threadId)];
      const created = requireBody(await openUmi(target).send(id, { messages }), 201);
      const webhooks = await hooks.upTo(2);
      const suggestionId = webhooks[0]?.reply_suggestion?.id ?? '';
      return { hooks, id, threadId, created, webhooks, suggestionId };
    };
    const approve = (threadId: string, suggestionId: string) =>
      messageOf('Yes.', threadId, {
        sender_type: 'user',
        sender_id: target.userId,
        selected_reply_suggestion_id: suggestionId,
      });
    const suggestionsOf = (webhooks: Webhook[]) => webhooks.map(({ reply_suggestion: one }) => one);

    it('answer the visitor’s last message, with the flow’s scores', async () => {
      const { hooks, created, webhooks } = await openAdvised();
      expect(suggestionsOf(webhooks)).toMatchObject([
        { suggestion: 'Say: Where is it?\nIt is late.', relevancy_score: 0.92 },
        { suggestion: 'Anything else?', relevancy_score: null },
      ]);
      for (const one of suggestionsOf(webhooks)) expect(one?.message_id).toBe(created.message_ids[1]);
      await hooks.close();
    });

    it('belong to one chat session', async () => {
      const [here, there] = [await openAdvised(), await openAdvised()];
      const messages = [approve(here.threadId, there.suggestionId)];
      const foreign = await openUmi(target).call('POST', `/${here.id}/messages`, { body: { messages } });
      expect(requireBody(foreign, 400)).toEqual({
        messages: [
          { selected_reply_suggestion_id: ['The reply suggestion does not belong to this chat session.'] },
        ],
      });
      await Promise.all([here.hooks.close(), there.hooks.close()]);
    });

    it('cannot be used after the session ended', async () => {
      const { hooks, id, threadId, suggestionId } = await openAdvised();
      requireBody(await openUmi(target).close(id, { thread_id: threadId }), 200);
      const messages = [approve(threadId, suggestionId)];
      const late = await openUmi(target).call('POST', `/${id}/messages`, { body: { messages } });
      expect(requireBody(late, 400)).toEqual({
        messages: [
          { selected_reply_suggestion_id: ['A reply suggestion cannot be used in a new conversation.'] },
        ],
      });
      await hooks.close();
    });

    it('can be sent by the bot itself', async () => {
      const { hooks, id, threadId, webhooks, suggestionId } = await openAdvised();
      const botId = webhooks[0]?.reply_suggestion?.created_by_user_id ?? '';
      const messages = [{ ...approve(threadId, suggestionId), sender_id: botId }];
      requireBody(await openUmi(target).send(id, { messages }), 201);
      const sent = (await hooks.upTo(3))[2]?.message;
      expect(sent).toMatchObject({
        message: 'Yes.',
        sender_id: botId,
        sender_name: 'Assistant',
        selected_reply_suggestion_id: suggestionId,
      });
      await hooks.close();
    });
  });
}
