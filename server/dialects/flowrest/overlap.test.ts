import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Flowrest, makeThreadId, type ReplyBody, textsOf } from '@/e2e/api/flowrest/client';
import { type Reply, requireBody } from '@/e2e/api/support/target';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

// Cites reply/once.

let flowrest: FlowrestEnv;
let server: TestHttpServer;
const held: ServerResponse[] = [];

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
  server = await openTestHttpServer((_, response) => {
    held.push(response);
  });
});
afterAll(async () => {
  await server.close();
  await flowrest.close();
});

type Pending = Promise<Reply<ReplyBody>>;

const send = (api: Flowrest, threadId: string, speech: string, query = '?sync=true'): Pending =>
  api.post(threadId, { type: 'text', speech }, query);

/** Answers the calls of the flow until all responses are there; each call has its own number. */
async function answerCalls(responses: readonly Pending[], from: number): Promise<ReplyBody[]> {
  let isDone = false;
  const all = Promise.all(responses).finally(() => {
    isDone = true;
  });
  for (let no = from; !isDone; ) {
    const call = held.shift();
    if (call) {
      sendJson(call, 200, { text: `${no}` });
      no += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return (await all).map((reply) => requireBody(reply, 200));
}

/** Sends texts one after the other while the call of the first one is not answered. */
async function overlap(api: Flowrest, threadId: string, queries: readonly string[]): Promise<Pending[]> {
  const sent: Pending[] = [];
  for (const [index, query] of queries.entries()) {
    sent.push(send(api, threadId, `text ${index + 1}`, query));
    if (index === 0) await expect.poll(() => held.length).toBe(1);
    else await expect.poll(() => countInbound(api, threadId)).toBe(index + 1);
  }
  return sent;
}

async function countInbound(api: Flowrest, threadId: string): Promise<number> {
  const { history } = await api.history(threadId);
  return history.filter(({ originator }) => originator.role === 'external').length;
}

const SYNC = '?sync=true';

describe('overlapping messages with sync=true', () => {
  it('are each answered in their own response, and nothing by webhook', async () => {
    const { api, hooks } = await flowrest.open({
      definition: callingFlow(server.url, { timeoutMs: 20_000 }),
    });
    const threadId = makeThreadId();
    const sent = await overlap(api, threadId, [SYNC, SYNC, SYNC]);
    const bodies = await answerCalls(sent, 1);
    expect(bodies.map(textsOf)).toEqual([1, 2, 3].map((no) => [`Got ${no}.`, 'Again?']));
    requireBody(await send(api, threadId, 'by webhook', ''), 200);
    await expect.poll(() => held.length).toBe(1);
    sendJson(held.shift() as ServerResponse, 200, { text: 'last' });
    const [first] = await hooks.upTo(1);
    expect(first && textsOf(first)).toEqual(['Got last.', 'Again?']);
  });

  it('leave the answers to a message without sync between them to the webhook', async () => {
    const { api, hooks } = await flowrest.open({
      definition: callingFlow(server.url, { timeoutMs: 20_000 }),
    });
    const threadId = makeThreadId();
    const sent = await overlap(api, threadId, [SYNC, '', SYNC]);
    const [first, , third] = await answerCalls(sent, 1);
    expect([first, third].map((body) => body && textsOf(body))).toEqual([
      ['Got 1.', 'Again?'],
      ['Got 3.', 'Again?'],
    ]);
    const [hook] = await hooks.upTo(1);
    expect(hook && textsOf(hook)).toEqual(['Got 2.', 'Again?']);
  });

  it('that are merged are answered together, in the response to the last one', async () => {
    const settings = { concurrency: 'merge' };
    const { api, hooks } = await flowrest.open({
      definition: callingFlow(server.url, { timeoutMs: 20_000 }),
      settings,
    });
    const threadId = makeThreadId();
    const sent = await overlap(api, threadId, [SYNC, SYNC, SYNC]);
    const bodies = await answerCalls(sent, 1);
    expect(bodies.map(textsOf)).toEqual([['Got 1.', 'Again?'], [], ['Got 2.', 'Again?']]);
    expect(bodies[1]).toMatchObject({ pending: true });
    requireBody(await api.post(threadId, { type: 'event', eventName: 'nobody hears' }), 200);
    requireBody(await api.call('GET', `/pause/${threadId}`), 200);
    const webhooks = await hooks.upTo(1);
    expect(webhooks.map(({ type }) => type)).toEqual(['isPaused']);
  });
});
