import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeThreadId, type ReplyBody } from '@/e2e/api/flowrest/client';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { type FlowrestEnv, openFlowrestEnv } from '../fixtures/open-flowrest-env';

/** Hands over, asks whether to hand over again, and so on. */
const REPEATED_TRANSFER: FlowDefinitionInput = {
  format: 1,
  start: 'hand-over',
  nodes: [
    { id: 'hand-over', kind: 'transfer', exits: { success: 'ask', error: 'ask' } },
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Once more?' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'hand-over' },
    },
  ],
};

let flowrest: FlowrestEnv;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
});
afterAll(() => flowrest.close());

const isHandover = ({ responses }: ReplyBody['messages'][number]) =>
  responses.some(({ type }) => type === 'handover');
const handoverIdOf = ({ messages }: ReplyBody) => messages.find(isHandover)?.meta.msgId;

it('gives each handover of a session its own id, the same in response and webhook', async () => {
  const { api, hooks } = await flowrest.open({ definition: REPEATED_TRANSFER });
  const threadId = makeThreadId();
  const first = handoverIdOf(await api.say(threadId, 'a person, please'));
  await api.say(threadId, 'hello?');
  await api.call('DELETE', `/pause/${threadId}`);
  const second = handoverIdOf(await api.say(threadId, 'yes'));
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).not.toBe(first);
  const webhooks = await hooks.upTo(6);
  const sent = webhooks.filter(({ type, messages }) => type === 'message' && messages.some(isHandover));
  expect(sent.map(handoverIdOf)).toEqual([first, second]);
});
