import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeChannel, makeThreadId, textsOf } from '@/e2e/api/flowrest/client';
import { requireBody } from '@/e2e/api/support/target';
import { fireDueTimers } from '@/server/services/session/effects/fire-due-timers';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

// Cites reply/once and idempotency/applied-once.

let flowrest: FlowrestEnv;
let server: TestHttpServer;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
  server = await openTestHttpServer((_, response) => sendJson(response, 200, { text: 'it' }));
});
afterAll(async () => {
  await server.close();
  await flowrest.close();
});

const text = (speech: string) => ({ type: 'text', speech });

async function openHolding() {
  const opened = await flowrest.open({
    definition: callingFlow(server.url),
    settings: { quietMs: 2_000 },
  });
  const threadId = makeThreadId();
  const { api } = opened;
  const countInbound = async () =>
    (await api.history(threadId)).history.filter(({ originator }) => originator.role === 'external').length;
  const quiet = () => {
    flowrest.clock.advance(2_000);
    return fireDueTimers(flowrest.testEnv.platform, { limit: 100 });
  };
  return { ...opened, threadId, countInbound, quiet };
}

describe('messages in a row on a channel with quietMs', () => {
  it('are answered in the response to the last one with sync=true, and by no webhook', async () => {
    const { api, hooks, threadId, countInbound, quiet } = await openHolding();
    const first = api.post(threadId, text('one'), '?sync=true');
    await expect.poll(countInbound).toBe(1);
    const second = api.post(threadId, text('two'), '?sync=true');
    await expect.poll(countInbound).toBe(2);
    await quiet();
    expect(textsOf(requireBody(await second, 200))).toEqual(['Got it.', 'Again?']);
    expect(requireBody(await first, 200)).toMatchObject({ pending: true, messages: [] });
    requireBody(await api.call('GET', `/pause/${threadId}`), 200);
    expect((await hooks.upTo(1)).map(({ type }) => type)).toEqual(['isPaused']);
  });

  it('are accepted at once and answered by one webhook without sync, also when one is repeated', async () => {
    const { api, hooks, threadId, countInbound, quiet } = await openHolding();
    const keyed = { headers: { 'idempotency-key': crypto.randomUUID() } };
    const accepted = requireBody(await api.post(threadId, text('one'), '', keyed), 200);
    expect(accepted).toEqual({ status: 'ok' });
    expect(requireBody(await api.post(threadId, text('one'), '', keyed), 200)).toEqual(accepted);
    requireBody(await api.post(threadId, text('two')), 200);
    expect(await countInbound()).toBe(2);
    await quiet();
    const [hook] = await hooks.upTo(1);
    expect(hook && textsOf(hook)).toEqual(['Got it.', 'Again?']);
  });

  it('is refused beyond 20 seconds', async () => {
    const refused = makeChannel(flowrest.target, { settings: { quietMs: 20_001 } });
    await expect(refused).rejects.toThrow('Use 0 to 20,000 milliseconds.');
  });
});
