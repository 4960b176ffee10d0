import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import { ask, requireBody, type Target } from '../support/target';
import { askPublic, type ChatReply, makeChannel, openSession } from './client';
import { orderFlow } from './flows';

const INTENT = 'order_status';
const MODEL = 'model-of-the-example';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The seed's request, and the members of its answer in their order. */
const REQUEST = { text: "I'd like to check my order", intentName: INTENT };
const MEMBERS = [
  'executionId',
  'conversationId',
  'blocks',
  'expectedInput',
  'waitToken',
  'waitExpiresAt',
  'tokenUsage',
];
const USAGE = { prompt_tokens: 1_000, completion_tokens: 500, total_tokens: 1_500, model: MODEL };

/** The example of the vendor's document, and the answer to what it asks, as a page sends them. */
export function describeSeedExamples(target: () => Target): void {
  let token: string;

  beforeAll(async () => {
    const path = `/api/v1/engine/intents?tenant_id=${target().orgId}`;
    const { intents } = requireBody(await ask<{ intents: { name: string }[] }>(target(), 'GET', path), 200);
    if (!intents.some(({ name }) => name === INTENT)) await makeFlow(target(), orderFlow(INTENT));
    const price = { promptMicros: 2_000_000, completionMicros: 8_000_000 };
    const prices = `/api/v1/orgs/${target().orgId}/model-prices`;
    requireBody(await ask(target(), 'PUT', `${prices}/${MODEL}`, { body: price }), 200);
    token = (await openSession(target(), await makeChannel(target()))).sessionToken;
  });

  const send = async (body: object): Promise<ChatReply> =>
    requireBody(
      await askPublic<{ reply: ChatReply }>(target(), 'POST', '/chat/messages', { key: token, body }),
      200,
    ).reply;

  describe("the seed's example", () => {
    it('starts an execution that asks, and goes on with the answer', async () => {
      const first = await send({ ...REQUEST, tokenUsage: USAGE });
      expect(Object.keys(first).filter((key) => key !== 'status')).toEqual(MEMBERS);
      expect(first.executionId).toMatch(UUID);
      expect(first.conversationId).toMatch(UUID);
      for (const block of first.blocks) expect(Object.keys(block)).toEqual(['type', 'id', 'payload', 'meta']);
      expect(first).toMatchObject({ status: 'waiting_input', waitToken: expect.any(String) });
      expect(Date.parse(first.waitExpiresAt ?? '')).toBeGreaterThan(Date.now());
      // 1,000 tokens at 2 dollars a million and 500 at 8 are 6,000 millionths of a dollar.
      expect(first.tokenUsage).toEqual({ ...USAGE, cost_micros: 6_000, cost_usd: 0.006 });

      const [field = ''] = Object.keys(first.expectedInput?.schema.properties ?? {});
      const { executionId, waitToken } = first;
      const second = await send({ executionId, waitToken, values: { [field]: '12345' } });
      expect(second).toMatchObject({ executionId, conversationId: first.conversationId });
      expect(second.waitToken).not.toBe(waitToken);
      const known = new Set(first.blocks.map(({ id }) => id));
      expect(second.blocks.some(({ id }) => !known.has(id))).toBe(true);
      const again = await askPublic<{ error: string }>(target(), 'POST', '/chat/messages', {
        key: token,
        body: { executionId, waitToken, values: { [field]: '12345' } },
      });
      expect(requireBody(again, 409).error).toBe('invalid_wait_token');
    });
  });
}
