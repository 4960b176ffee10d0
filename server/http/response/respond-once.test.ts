import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createRequestContext, type RequestContext } from '../routing/request-context';
import type { NodeBindings } from '../server/node-listener';
import { respondOnce } from './idempotency';
import type { EndpointResponse, RenderedResponse } from './response';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

/** Sends one request under a key and responds with `answer` if the key lets it run. */
async function send(
  idempotencyKey: string,
  answer: EndpointResponse,
  { target = '/things', method = 'POST', body = '{}' } = {},
) {
  const { platform, orgId } = testEnv;
  const found: RequestContext[] = [];
  const app = new Hono<{ Bindings: NodeBindings }>().all('*', (c) => {
    found.push(createRequestContext(c, '/things', Date.now(), () => 'id', platform.tracer));
    return c.body(null);
  });
  await app.request(target, { method, body });
  const [context] = found;
  if (!context) throw new Error('no request context');
  let runs = 0;
  const run = async () => {
    runs += 1;
    return answer;
  };
  const keyed = { context, idempotencyKey, bytes: new TextEncoder().encode(body) };
  const response = await respondOnce(actIn(platform, orgId), keyed, run);
  return { runs, text: textOf(response), isReplayed: context.headers['Idempotency-Replayed'] === 'true' };
}

function textOf(response: EndpointResponse | RenderedResponse): string | null {
  if ('text' in response) return response.text;
  return 'body' in response ? JSON.stringify(response.body) : null;
}

const FIRST = JSON.stringify({ no: 1 });
const SECOND = JSON.stringify({ no: 2 });

describe('the response to a repeated request', () => {
  it.each([200, 201, 400, 404, 409, 422])(
    'is the first one with status %i (idempotency/first-answer)',
    async (status) => {
      const key = crypto.randomUUID();
      const first = await send(key, { status, body: { no: 1 } });
      expect(first).toEqual({ runs: 1, text: FIRST, isReplayed: false });
      const second = await send(key, { status: 200, body: { no: 2 } });
      expect(second).toEqual({ runs: 0, text: FIRST, isReplayed: true });
    },
  );

  it.each([401, 403, 408, 429, 500, 503])('is a new one after the temporary status %i', async (status) => {
    const key = crypto.randomUUID();
    const first = await send(key, { status, body: { no: 1 } });
    expect(first).toEqual({ runs: 1, text: FIRST, isReplayed: false });
    const second = await send(key, { status: 200, body: { no: 2 } });
    expect(second).toEqual({ runs: 1, text: SECOND, isReplayed: false });
    const third = await send(key, { status: 200, body: { no: 3 } });
    expect(third).toEqual({ runs: 0, text: SECOND, isReplayed: true });
  });

  it('is a new one after a success that its endpoint does not store', async () => {
    const key = crypto.randomUUID();
    await send(key, { status: 200, body: { no: 1 }, keep: false });
    const second = await send(key, { status: 200, body: { no: 2 } });
    expect(second).toEqual({ runs: 1, text: SECOND, isReplayed: false });
  });

  it('is a mismatch for another path, query, method or body under the key', async () => {
    const key = crypto.randomUUID();
    const answer = { status: 200, body: { no: 1 } };
    const first = { target: '/things?a=1', body: '[1]' };
    await send(key, answer, first);
    expect((await send(key, answer, first)).isReplayed).toBe(true);
    for (const other of [
      { target: '/thing?a=1' },
      { target: '/things?a=2' },
      { target: '/things' },
      { body: '[2]' },
      { method: 'PUT' },
    ])
      await expect(send(key, answer, { ...first, ...other })).rejects.toThrow('idempotency_mismatch');
  });
});
