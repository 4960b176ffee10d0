import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listDemoRequests } from '@/prisma/seed/demo-requests';
import type { RunningApp } from '../support/start-app';
import { openSession, openVisitor } from './chat/client';
import { ask, requireBody } from './support/target';
import { makeThreadId, messageOf, openUmi } from './umi/client';
import type { Webhook } from './umi/open-receiver';

const run = promisify(execFile);
const QUESTION = 'I can look that up. What is your order number? It is like 12345.';
const ANSWER = 'Your order #12345 has been shipped! Tracking number: ABC123.';

/** Runs the commands that the README and demo.json offer to a newcomer. */
export function describeDemo(app: () => RunningApp): void {
  const paste = async (part: string): Promise<unknown> => {
    const requests = listDemoRequests(app().baseUrl, app().readDemo());
    const request = requests.find(({ curl }) => curl.includes(part));
    expect(app().output()).toContain(request?.curl);
    return JSON.parse((await run('bash', ['-c', request?.curl ?? ''])).stdout);
  };
  const facts = () => {
    const { chat, umi, ...demo } = app().readDemo();
    if (!chat || !umi) throw new Error('a part of the demo is missing');
    return { ...demo, chat, umi };
  };

  /** Lists the webhooks of a thread that the demo's receiver has stored, newest first. */
  const readWebhooks = async (threadId: string): Promise<Webhook[]> => {
    const { orgId, apiKey, umi } = facts();
    const path = `/api/v1/orgs/${orgId}/channels/${umi.configId}`;
    const target = { baseUrl: app().baseUrl, orgId, apiKey };
    const { webhookUrl } = requireBody(await ask<{ webhookUrl: string }>(target, 'GET', path), 200);
    const { received } = (await (await fetch(webhookUrl)).json()) as { received: { body: Webhook }[] };
    return received.map(({ body }) => body).filter((body) => body.thread_id === threadId);
  };

  describe('the demo', () => {
    it('prints requests that work', async () => {
      expect(await paste('/cgw/')).toMatchObject({ status: 'awaiting_input' });
      expect(await paste('/api/public/v1/')).toMatchObject({
        reply: { status: 'waiting_input', waitToken: expect.any(String) },
      });
      const reply = (await paste('/rest/v1/')) as { messages: { fallback: string }[] };
      expect(reply.messages.at(-1)?.fallback).toBe(QUESTION);
      expect(await paste('/api/v5/')).toMatchObject({ messages_created: 1 });
    });

    it('asks for an order number on a page and answers with the order’s state', async () => {
      const { orgId, apiKey, chat } = facts();
      const target = { baseUrl: app().baseUrl, orgId, apiKey };
      const visitor = openVisitor(target, await openSession(target, chat));
      const [intentName = ''] = chat.intents;
      const counts = { prompt_tokens: 1_000, completion_tokens: 500, model: chat.pricedModel };
      const text = "I'd like to check my order";
      const first = await visitor.trigger(intentName, { text, tokenUsage: counts });
      expect(first).toMatchObject({ status: 'waiting_input', tokenUsage: { cost_micros: 1_200 } });
      const [field = ''] = Object.keys(first.expectedInput?.schema.properties ?? {});
      const { executionId } = await visitor.resume(first, { [field]: '12345' });
      await expect.poll(async () => (await visitor.read(executionId)).status).toBe('completed');
      const texts = (await visitor.read(executionId)).blocks.map(({ payload }) => payload.text);
      expect(texts).toEqual(expect.arrayContaining([QUESTION, ANSWER]));
    });

    it('answers an e-mail, suggests a reply to an agent, and sends the agent’s reply', async () => {
      const { orgId, umi } = facts();
      const api = openUmi({ baseUrl: app().baseUrl, orgId, apiKey: umi.token });
      const threadId = makeThreadId();
      const send = async (body: string, more: object = {}) =>
        requireBody(await api.send(umi.configId, { messages: [messageOf(body, threadId, more)] }), 201);
      const textsOf = async () => (await readWebhooks(threadId)).map(({ message }) => message?.message);
      const first = await send('Hi, I need help with my order');
      await expect.poll(textsOf, { timeout: 10_000 }).toContain(QUESTION);
      const second = await send('My order number is #12345, placed on February 28th');
      expect(second).toMatchObject({ chat_id: first.chat_id, is_new_session: false });
      await expect.poll(textsOf, { timeout: 10_000 }).toContain(ANSWER);
      const proposed = (await readWebhooks(threadId)).find(({ reply_suggestion: one }) => one);
      const more = {
        sender_type: 'user',
        sender_id: umi.userId,
        selected_reply_suggestion_id: proposed?.reply_suggestion?.id,
      };
      expect(await send('It arrives by Friday.', more)).toMatchObject({ is_new_session: false });
      await expect.poll(textsOf, { timeout: 10_000 }).toContain('It arrives by Friday.');
      const closed = await api.close(umi.configId, { thread_id: threadId });
      expect(requireBody(closed, 200)).toMatchObject({ chat_session_id: first.chat_id, is_ended: true });
    });
  });
}
