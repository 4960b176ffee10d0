import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import { ask, requireBody, type Target } from '../support/target';
import { makeChannel, openSession, openVisitor, type Visitor } from './client';
import { orderFlow } from './flows';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FOLDER = 'server/dialects/chat/fixtures';

type Json = { [key: string]: unknown };

function readFixture(name: string): Json {
  return JSON.parse(readFileSync(path.resolve(FOLDER, `${name}.json`), 'utf8'));
}

/** Tests every JSON example of the vendor's documents: requests are accepted, responses have the same shape. */
export function describeSeedExamples(target: () => Target): void {
  const intentName = `order_status_${crypto.randomUUID().slice(0, 8)}`;
  const quickQuestions = [{ question: 'Where is my order?', intentName }];
  let visitor: Visitor;

  beforeAll(async () => {
    const flow = orderFlow(intentName);
    const triggers = (flow.triggers ?? []).map((trigger) => ({
      ...trigger,
      description: 'Finds an order',
      accentColor: '#336699',
      styleVariant: 'solid',
    }));
    await makeFlow(target(), { ...flow, triggers } as typeof flow);
    const session = await openSession(target(), await makeChannel(target(), { quickQuestions }));
    visitor = openVisitor(target(), session);
  });

  describe("the seed's examples", () => {
    it('a trigger, and a resume', async () => {
      const request = { ...readFixture('send-message.request'), intentName };
      const first = requireBody(await visitor.post(request), 200);
      expectForm(
        { ...first, reply: { ...first.reply, tokenUsage: await priced() } },
        readFixture('send-message.response'),
      );
      expect(first.reply.executionId).toMatch(UUID);
      expect(first.reply.blocks[0]?.payload.text).toContain("I'd like to check my order");
      const resumed = await visitor.resume(first.reply, { order_no: 'A-123' });
      expectForm({ reply: { ...resumed, tokenUsage: await priced() } }, readFixture('send-message.response'));
      expect(resumed.executionId).toBe(first.reply.executionId);
    });

    it('variables', async () => {
      const variables = readFixture('variables.request');
      const { executionId } = await visitor.trigger(intentName, { variables });
      const read = await ask<{ variables: Json; visitor: Json }>(
        target(),
        'GET',
        `/api/v1/orgs/${target().orgId}/sessions/${executionId}`,
      );
      const { visitor: sent, variables: own } = requireBody(read, 200);
      expect(sent).toEqual(variables);
      // The flow declares one of them public.
      expect(Object.keys(own as object)).toEqual(['trigger', 'cart_total']);
    });

    it('a session', async () => {
      const { intents, ...session } = await openSession(
        target(),
        await makeChannel(target(), { quickQuestions }),
      );
      const mine = intents.filter(({ name }) => name === intentName);
      expectForm({ ...session, intents: mine }, readFixture('open-session.response'));
    });
  });

  /** The usage of a reply whose model has a price. */
  async function priced(): Promise<unknown> {
    const model = `priced-${crypto.randomUUID()}`;
    const body = { promptMicros: 1, completionMicros: 1 };
    requireBody(
      await ask(target(), 'PUT', `/api/v1/orgs/${target().orgId}/model-prices/${model}`, { body }),
      200,
    );
    const tokenUsage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 1, model };
    return (await visitor.trigger(intentName, { tokenUsage })).tokenUsage;
  }
}

/** Expects the keys and types of the example; an empty object in the example matches any object. */
function expectForm(body: unknown, example: unknown, where = 'body'): void {
  if (Array.isArray(example)) {
    expect(Array.isArray(body) && body.length > 0, where).toBe(true);
    for (const one of body as unknown[]) expectForm(one, example[0], `${where}[]`);
    return;
  }
  expect(typeof body, where).toBe(typeof example);
  if (typeof example !== 'object' || example === null) return;
  const keys = Object.keys(example);
  const own = Object.keys(body as Json).filter((key) => keys.includes(key));
  if (keys.length > 0) expect([...own].sort(), where).toEqual([...keys].sort());
  for (const key of keys) expectForm((body as Json)[key], (example as Json)[key], `${where}.${key}`);
}
