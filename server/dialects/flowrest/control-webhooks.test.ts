import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeThreadId } from '@/e2e/api/flowrest/client';
import { openManagement } from '@/e2e/api/management/client';
import { requireBody } from '@/e2e/api/support/target';
import { openTestHttpServer, type TestHttpServer } from '@/server/tools/test/http-server';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

let flowrest: FlowrestEnv;
let endpoint: TestHttpServer;
let acknowledged: string[];

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
  // Acknowledges messages and refuses every other webhook.
  endpoint = await openTestHttpServer(({ body }, response) => {
    const { type, messages } = JSON.parse(body);
    if (type === 'message') acknowledged.push(messages[0].fallback);
    response.writeHead(type === 'message' ? 200 : 500).end();
  });
});
afterAll(async () => {
  await flowrest.close();
  await endpoint.close();
});

describe('a webhook without a message that fails', () => {
  it.each([
    ['paused', 'POST', '/pause'],
    ['isPaused', 'GET', '/pause'],
    ['history', 'GET', '/messages'],
    ['takeover', 'POST', '/takeover'],
  ])(
    '%s does not hold up the messages, which stay in order (delivery/control-apart)',
    async (event, method, path) => {
      acknowledged = [];
      const { api, channel } = await flowrest.open({ webhookUrl: endpoint.url });
      const threadId = makeThreadId();
      await api.say(threadId, 'hi');
      requireBody(await api.call(method, `${path}/${threadId}`, method === 'GET' ? {} : { body: {} }), 200);
      requireBody(await api.call('DELETE', `/pause/${threadId}`, { body: {} }), 200);
      for (const text of ['one', 'two', 'three'])
        requireBody(
          await api.post(threadId, { type: 'text', speech: text, originator: { role: 'external' } }),
          200,
        );
      await expect.poll(() => acknowledged).toEqual(['You wrote: one', 'You wrote: two', 'You wrote: three']);
      const { call } = openManagement(() => flowrest.target);
      const { id } = await flowrest.testEnv.platform.db.prisma.thread.findFirstOrThrow({
        where: { channelId: channel.id, externalId: threadId },
      });
      const page = await call<{ items: { event: string; status: string; threadId: string }[] }>(
        'GET',
        `/deliveries?threadId=${id}&limit=50`,
      );
      const { items } = requireBody(page, 200);
      expect(items.find((item) => item.event === event)).toMatchObject({ status: 'pending', threadId: id });
      expect(items.filter((item) => item.event === 'message')).toHaveLength(3);
    },
  );
});
