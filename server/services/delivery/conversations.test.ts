import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { actIn, addFlow, type TestPlatform } from '@/server/tools/test/platform';
import { sendToThread } from '../thread/send/send-to-thread';
import { type Endpoint, openSenderEnv, type SenderEnv } from './fixtures/sender-env';

const ECHO: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: '{{ said ?? trigger.text }}' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'ask' },
    },
  ],
};

let testEnv: SenderEnv;
let endpoint: Endpoint;

beforeEach(async () => {
  testEnv = await openSenderEnv();
  endpoint = await testEnv.connect({ maxRetryCount: 100 });
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  await testEnv.platform.db.prisma.channel.updateMany({ data: { flowId } });
});
afterEach(() => testEnv.close());

function say(on: TestPlatform, externalId: string, text: string) {
  return sendToThread(actIn(on, testEnv.orgId), {
    ...{ channelId: endpoint.channel.channelId, externalId, waitMs: 0 },
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text }, text }] }],
  });
}

/** The acknowledged texts of a thread, and the ids they came under. */
function acknowledgedOf(externalId: string) {
  const bodies = endpoint.receiver.acknowledged.map(({ id, request }) => ({
    id,
    ...JSON.parse(request.body),
  }));
  return bodies.filter((body) => body.thread_id === externalId);
}

it('every answer of many conversations arrives once and in order, although processes die after their commit', async () => {
  const threads = ['a', 'b', 'c', 'd'];
  const texts = Array.from({ length: 8 }, (_, n) => `line ${n}`);
  let count = 0;
  endpoint.receiver.answerWith((request, response) => {
    count += 1;
    if (count % 4 === 0) return void response.writeHead(500).end();
    if (count % 7 === 0) return void response.destroy();
    return endpoint.receiver.accept(request, response);
  });
  // Only the commits of this process remain: it signals nobody and sends nothing.
  const killed = testEnv.openPlatform();
  killed.deliveries = { ...killed.deliveries, wake: () => undefined };
  testEnv.send();
  testEnv.send(testEnv.openPlatform());
  for (const [n, text] of texts.entries())
    await Promise.all(threads.map((thread) => say(n % 2 ? testEnv.platform : killed, thread, text)));
  await expect
    .poll(
      async () => {
        await testEnv.passToNext();
        return threads.map((thread) => acknowledgedOf(thread).length);
      },
      { timeout: 15_000 },
    )
    .toEqual([8, 8, 8, 8]);
  for (const thread of threads) {
    expect(acknowledgedOf(thread).map(({ message }) => message.message)).toEqual(texts);
    expect(new Set(acknowledgedOf(thread).map(({ id }) => id)).size).toBe(8);
  }
});
