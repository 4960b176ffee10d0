import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeThreadId, type ReplyBody } from '@/e2e/api/flowrest/client';
import { makeFlow } from '@/e2e/api/support/flows';
import { requireBody } from '@/e2e/api/support/target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

let flowrest: FlowrestEnv;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
});
afterAll(() => flowrest.close());

type Titled = {
  messages: { flow: { title: string; group: string }; step: { stepId: string; title: string } }[];
};

const message = (id: string, label: string | undefined, next?: string) => ({
  id,
  kind: 'message' as const,
  label,
  messages: [{ type: 'text' as const, text: id }],
  ...(next !== undefined && { exits: { next } }),
});

const CALLED: FlowDefinitionInput = {
  format: 1,
  start: 'offer',
  nodes: [message('offer', 'Offer of the day', 'bye'), message('bye', 'Good-bye of the offer')],
};

const calling = (flow: string): FlowDefinitionInput => ({
  format: 1,
  start: 'hello',
  nodes: [
    message('hello', 'Say hello', 'plain'),
    message('plain', undefined, 'call'),
    { id: 'call', kind: 'subflow', flow, exits: { next: 'bye' } },
    message('bye', 'Say good-bye', 'ask'),
    {
      id: 'ask',
      kind: 'question',
      label: 'Ask',
      prompt: [{ type: 'text', text: 'ask' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'ask' },
    },
  ],
});

it('a reply has the name of its flow and the labels of its nodes, in responses and webhooks', async () => {
  const { slug } = await makeFlow(flowrest.target, CALLED);
  const { api, hooks } = await flowrest.open({ definition: calling(slug) });
  const titlesOf = ({ messages }: Titled) =>
    messages.map(({ flow, step }) => [flow.title, flow.group, step.stepId, step.title]);
  const payload = { type: 'text', speech: 'hi' };
  const first = await api.post<ReplyBody & Titled>(makeThreadId(), payload, '?sync=true');
  const shown = [
    ['hello', 'Say hello'],
    ['plain', ''],
    ['offer', 'Offer of the day'],
    // Both flows have a node of this id, with labels of their own.
    ['bye', ''],
    ['bye', ''],
    ['ask', 'Ask'],
  ].map((step) => ['Made for a test', '', ...step]);
  expect(titlesOf(requireBody(first, 200))).toEqual(shown);
  requireBody(await api.post(makeThreadId(), payload), 200);
  const [webhook] = await hooks.upTo(1);
  expect(titlesOf(webhook as unknown as Titled)).toEqual(shown);
});
