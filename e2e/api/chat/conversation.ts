import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import { ask, requireBody, type Target } from '../support/target';
import { type ChatError, type MadeChannel, makeChannel, openSession, openVisitor } from './client';
import { orderFlow, slowFlow } from './flows';

const uniqueName = (stem: string) => `${stem}_${crypto.randomUUID().slice(0, 8)}`;

/** Tests sessions, triggers, resumes and polling as a web page uses them. */
export function describeConversations(target: () => Target): void {
  const order = uniqueName('order_status');
  const slow = uniqueName('slow');
  let channel: MadeChannel;

  beforeAll(async () => {
    await makeFlow(target(), orderFlow(order));
    await makeFlow(target(), slowFlow(slow));
    channel = await makeChannel(target(), {
      allowedIntents: [order, slow, 'nobody_answers'],
      widget: { label: 'Shop' },
      quickQuestions: [
        { question: 'Where is my order?', pageType: 'cart', intentName: order },
        { question: 'Nothing?', intentName: 'nobody_answers' },
      ],
    });
  });

  const visit = async (more: Record<string, unknown> = {}) =>
    openVisitor(target(), await openSession(target(), channel, more));

  describe('a session', () => {
    it('returns the intents of its key and the quick questions', async () => {
      const session = await openSession(target(), channel, { customerId: 'c-1', locale: 'de-AT' });
      expect(session.widget).toEqual({ label: 'Shop' });
      expect(session.intents.map(({ name }) => name).sort()).toEqual([order, slow].sort());
      expect(session.intents[0]).toEqual({
        name: order,
        displayLabel: 'Track an order',
        subtitle: 'Where is it?',
        description: null,
        examples: ['where is my order'],
        required_entities: ['order_no'],
        icon: { kind: 'emoji', value: '📦' },
        accentColor: null,
        styleVariant: null,
        isPinned: true,
        priority: 10,
      });
      expect(session.quickQuestions).toEqual([
        { question: 'Where is my order?', pageType: 'cart', flowId: expect.any(String), intentName: order },
        { question: 'Nothing?', pageType: 'general', flowId: null, intentName: null },
      ]);
      expect(Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(3_500_000);
    });

    it('is a separate conversation, whatever the customer id', async () => {
      const [one, two] = [
        await openSession(target(), channel, { customerId: 'same' }),
        await openSession(target(), channel, { customerId: 'same' }),
      ];
      expect(one.conversationId).not.toBe(two.conversationId);
    });
  });

  describe('an execution', () => {
    it('asks, accepts answers by its schemas, and ends', async () => {
      const visitor = await visit({ variables: { cart_total: 12 } });
      const first = await visitor.trigger(order, { text: 'Where?', context: { page: '/cart' } });
      expect(first).toMatchObject({
        status: 'waiting_input',
        waitToken: expect.any(String),
        tokenUsage: null,
      });
      expect(first.blocks.map(({ type, payload }) => [type, payload])).toEqual([
        ['message', { role: 'agent', text: 'You said **Where?** on /cart.', format: 'markdown' }],
        ['message', { role: 'agent', text: 'Which order?', format: 'plain' }],
        [
          'form',
          {
            title: '',
            fields: [{ name: 'order_no', type: 'text', label: 'Which order?', required: true }],
            submit_label: 'Send',
          },
        ],
      ]);
      expect(first.expectedInput?.schema).toMatchObject({ type: 'object', required: ['order_no'] });

      const second = await visitor.resume(first, { order_no: 'A-123' }, { variables: { cart_total: 99 } });
      expect(second.executionId).toBe(first.executionId);
      expect(second.expectedInput?.schema).toMatchObject({
        properties: {
          email: { type: 'string', format: 'email' },
          reason: { type: 'string', enum: ['late', 'lost'] },
          stars: { type: 'integer', minimum: 1, maximum: 5 },
        },
        required: ['email', 'reason'],
      });
      expect(second.blocks.at(-1)).toMatchObject({
        type: 'form',
        payload: {
          title: 'Details',
          submit_label: 'Go',
          fields: [
            { name: 'email', type: 'email' },
            {
              name: 'reason',
              type: 'radio',
              options: [{ value: 'late', label: 'It is late' }, { value: 'lost' }],
            },
            { name: 'stars', type: 'rating', required: false, maxStars: 5 },
          ],
        },
      });

      const third = await visitor.resume(second, { email: 'a@b.example', reason: 'late' });
      expect(third).toMatchObject({
        status: 'completed',
        expectedInput: null,
        waitToken: null,
        waitExpiresAt: null,
      });
      expect(third.blocks.map(({ payload }) => payload.text)).toEqual([
        'Order A-123 for a@b.example: late, cart 99.',
      ]);

      const complete = await visitor.read(first.executionId);
      expect(complete.blocks.map(({ id }) => id)).toEqual(
        [...first.blocks, ...second.blocks, ...third.blocks].map(({ id }) => id),
      );
      expect(await visitor.read(first.executionId)).toEqual(complete);
    });

    it('accepts a wait token once, for its own wait', async () => {
      const visitor = await visit();
      const first = await visitor.trigger(order);
      const resume = (waitToken: unknown, values: object) =>
        visitor.post({ executionId: first.executionId, waitToken, values });
      await visitor.resume(first, { order_no: 'A-123' });
      for (const token of [first.waitToken, 'x', `1.${'a'.repeat(43)}`]) {
        expect(await resume(token, { order_no: 'A-123' })).toMatchObject({
          status: 409,
          body: { error: 'invalid_wait_token' },
        });
      }
    });

    it('refuses values that its schema or its flow refuses, and keeps waiting', async () => {
      const visitor = await visit();
      const first = await visitor.trigger(order);
      const send = (values: unknown) =>
        visitor.post({ executionId: first.executionId, waitToken: first.waitToken, values });
      for (const values of [
        {},
        { order_no: 7 },
        { order_no: 'A' },
        { order_no: 'A'.repeat(21) },
        { order_no: null },
      ]) {
        const reply = await send(values);
        expect(reply).toMatchObject({
          status: 422,
          body: { error: 'validation_failed', details: { fields: [{ field: 'values.order_no' }] } },
        });
      }
      expect((await send(undefined)).status).toBe(400);
      const second = await visitor.resume(first, { order_no: 'A-123' });
      const wrong = await visitor.post({
        executionId: second.executionId,
        waitToken: second.waitToken,
        values: { email: 'nobody', reason: 'never' },
      });
      expect(wrong).toMatchObject({
        status: 422,
        body: { details: { fields: [{ field: 'values.email' }, { field: 'values.reason' }] } },
      });
      expect(await visitor.read(first.executionId)).toMatchObject({ status: 'waiting_input' });
    });

    it('is polled while a timer runs', async () => {
      const visitor = await visit();
      const first = await visitor.trigger(slow);
      expect(first).toMatchObject({ status: 'waiting_time', expectedInput: null, waitToken: null });
      expect(first.blocks).toHaveLength(1);
    });

    it('is a new one for every trigger, in the same conversation', async () => {
      const visitor = await visit();
      const [one, two] = [await visitor.trigger(order), await visitor.trigger(order)];
      expect(two.conversationId).toBe(one.conversationId);
      expect(two.executionId).not.toBe(one.executionId);
    });

    it('is visible to nobody else', async () => {
      const { executionId, waitToken } = await (await visit()).trigger(order);
      const other = await visit();
      const read = await other.call<ChatError>('GET', `/chat/executions/${executionId}`);
      expect(read).toMatchObject({ status: 404, body: { error: 'execution_not_found' } });
      const resumed = await other.post({ executionId, waitToken, values: { order_no: 'A-123' } });
      expect(resumed).toMatchObject({ status: 404, body: { error: 'execution_not_found' } });
    });

    it('keeps variables through the conversation', async () => {
      const visitor = await visit();
      await visitor.trigger(order, { variables: { cart_total: 5, tags: ['a', [['b']]] } });
      const first = await visitor.trigger(order);
      const second = await visitor.resume(first, { order_no: 'A-1' });
      const third = await visitor.resume(second, { email: 'a@b.example', reason: 'lost' });
      expect(third.blocks[0]?.payload.text).toContain('cart 5');
    });
  });

  describe('token usage', () => {
    it('is priced by the table and returned', async () => {
      const model = uniqueName('model');
      const path = `/api/v1/orgs/${target().orgId}/model-prices/${model}`;
      const price = { promptMicros: 2_500_000, completionMicros: 10_000_000 };
      requireBody(await ask(target(), 'PUT', path, { body: price }), 200);
      const visitor = await visit();
      const tokenUsage = { prompt_tokens: 100, completion_tokens: 7, total_tokens: 107, model };
      const priced = { ...tokenUsage, cost_micros: 320, cost_usd: 0.00032 };
      const first = await visitor.trigger(order, { tokenUsage });
      expect(first.tokenUsage).toEqual(priced);
      expect((await visitor.read(first.executionId)).tokenUsage).toEqual(priced);
      const free = await visitor.resume(
        first,
        { order_no: 'A-123' },
        { tokenUsage: { ...tokenUsage, model: 'no_price' } },
      );
      expect(free.tokenUsage).toMatchObject({ model: 'no_price', cost_micros: null, cost_usd: null });
    });
  });
}
