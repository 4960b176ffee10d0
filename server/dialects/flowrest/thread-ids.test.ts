import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeThreadId } from '@/e2e/api/flowrest/client';
import { requireBody } from '@/e2e/api/support/target';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

let flowrest: FlowrestEnv;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
});
afterAll(() => flowrest.close());

const text = (speech: string) => ({ type: 'text', speech });

/** Posts to a path as it is, which `fetch` would normalize. */
async function sendRaw(path: string, { key, payload }: { key: string; payload: object }): Promise<unknown> {
  const headers = { authorization: key, 'content-type': 'application/json' };
  const { hostname, port } = new URL(flowrest.target.baseUrl);
  const sending = request({ hostname, port, path: `/rest/v1${path}`, method: 'POST', headers });
  sending.end(JSON.stringify({ payload }));
  const [response]: IncomingMessage[] = await once(sending, 'response');
  return response && json(response);
}

describe('a thread id', () => {
  it('is the same in every encoding', async () => {
    const { api, channel } = await flowrest.open();
    const id = `${crypto.randomUUID()}|w_${channel.id}`;
    requireBody(await api.call('POST', `/messages/${id}`, { body: { payload: text('raw') } }), 200);
    const encoded = id.replace('|', '%7c');
    requireBody(await api.call('POST', `/messages/${encoded}`, { body: { payload: text('coded') } }), 200);
    requireBody(
      await api.call('POST', `/messages/%${id.charCodeAt(0).toString(16)}${id.slice(1)}`, {
        body: { payload: text('odd') },
      }),
      200,
    );
    const { history, threadId } = await api.history(id);
    expect(threadId).toBe(id);
    const inbound = history.filter(({ originator }) => originator.role === 'external');
    expect(inbound.map(({ messages }) => messages[0]?.fallback)).toEqual(['raw', 'coded', 'odd']);
  });

  it.each(['a+b', 'a b', 'a%b', 'a/b', 'ä|🚀', "'--"])('%s stays unchanged', async (tail) => {
    const { api } = await flowrest.open();
    const id = `${makeThreadId()}${tail}`;
    expect((await api.say(id, 'hi')).threadId).toBe(id);
    expect((await api.history(id)).threadId).toBe(id);
  });

  it.each([
    ['%2E', '.'],
    ['%2e%2e', '..'],
    ['.%2E', '..'],
    ['%252E', '%2E'],
    ['%2E%2E%2E', '...'],
  ])('%s in a path is %s (path/dot-ids)', async (segment, id) => {
    const { api, channel } = await flowrest.open();
    const sent = await sendRaw(`/messages/${segment}?sync=true`, {
      key: channel.apiKey,
      payload: text('%2E'),
    });
    expect(sent).toMatchObject({ status: 'ok', threadId: id, replyTo: '%2E' });
    const threads = await api.call<{ result: { threads: string[] } }>('GET', '/threads?sync=true');
    expect(requireBody(threads, 200).result.threads).toEqual([id]);
  });

  it('with a plus sign differs from one with a space', async () => {
    const { api } = await flowrest.open();
    requireBody(await api.call('POST', '/messages/a+b', { body: { payload: text('plus') } }), 200);
    expect((await api.call('GET', '/messages/a%20b?sync=true')).status).toBe(404);
    expect((await api.history('a+b')).threadId).toBe('a+b');
  });
});
