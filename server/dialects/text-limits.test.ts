import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeChannel as makeChatChannel, openSession, openVisitor } from '@/e2e/api/chat/client';
import { orderFlow } from '@/e2e/api/chat/flows';
import { makeThreadId, makeChannel as makeThreadsChannel, openFlowrest } from '@/e2e/api/flowrest/client';
import { makeFlow } from '@/e2e/api/support/flows';
import { ask, requireBody } from '@/e2e/api/support/target';
import { makeChannel as makeMailChannel, messageOf, openUmi } from '@/e2e/api/umi/client';
import { type OpenUmiTarget, openUmiTarget } from '@/e2e/api/umi/open-umi-target';

/* Limits count characters as JSON Schema does, in code points: an emoji is one, in every dialect. */

const EMOJI = '👍';

let target: OpenUmiTarget;
beforeAll(async () => {
  target = await openUmiTarget();
});
afterAll(() => target.close());

type Sent = { status: number };
type Send = (text: string) => Promise<Sent>;

async function openHeadless(): Promise<Send> {
  const { id } = await makeFlow(target, orderFlow('headless_limits'));
  const base = `/cgw/process/v1/orgs/${target.orgId}`;
  return async (text) => {
    const started = await ask<{ sessionId: string }>(target, 'POST', `${base}/flows/${id}/sessions`);
    const { sessionId } = requireBody(started, 201);
    return ask(target, 'POST', `${base}/sessions/${sessionId}/messages`, { body: { text } });
  };
}

async function openChat(): Promise<Send> {
  await makeFlow(target, orderFlow('chat_limits'));
  const visitor = openVisitor(target, await openSession(target, await makeChatChannel(target)));
  return (text) => visitor.post({ text, intentName: 'chat_limits' });
}

async function openThreads(): Promise<Send> {
  const api = openFlowrest(target, await makeThreadsChannel(target));
  return (speech) =>
    api.call('POST', `/messages/${makeThreadId()}`, { body: { payload: { type: 'text', speech } } });
}

async function openMail(): Promise<Send> {
  const { id } = await makeMailChannel(target);
  return (text) => openUmi(target).send(id, { messages: [messageOf(text, makeThreadId())] });
}

describe('the limit of a text', () => {
  it.each<[string, number, refused: number, () => Promise<Send>]>([
    ['headless', 10_000, 400, openHeadless],
    ['chat', 4_000, 422, openChat],
    ['flowrest', 10_000, 400, openThreads],
    ['umi', 20_000, 400, openMail],
  ])('of %s is %i characters', async (_, max, refused, open) => {
    const send = await open();
    expect((await send(EMOJI.repeat(max))).status).toBeLessThan(300);
    expect((await send(`${EMOJI.repeat(max)}x`)).status).toBe(refused);
  });
});
