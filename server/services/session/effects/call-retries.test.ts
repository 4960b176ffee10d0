import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Handler,
  openTestHttpServer,
  sendJson,
  type TestHttpServer,
} from '@/server/tools/test/http-server';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { callingFlow } from '../fixtures/flows';
import { startSession } from '../start-session';
import { findRetryPause } from './call-retries';

let testEnv: TestEnv;
let clock: ManualClock;
let server: TestHttpServer;
let answer: Handler;

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  server = await openTestHttpServer((request, response) => answer(request, response));
});
afterEach(async () => {
  await server.close();
  await testEnv.close();
});

async function run(options: Parameters<typeof callingFlow>[1]): Promise<string | undefined> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, callingFlow(server.url, options));
  const { messages } = await startSession(actIn(testEnv.platform, testEnv.orgId), { flowId, waitMs: 15_000 });
  return messages[0]?.text;
}

const BROKEN: Record<string, Handler> = {
  'an undecodable body': (_, response) =>
    void response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b, 1, 2])),
  'a closed connection': (_, response) => void response.socket?.destroy(),
  'a body that breaks off': (_, response) =>
    void response.writeHead(200, { 'content-length': '100' }).write('half', () => response.socket?.destroy()),
  'no answer': () => undefined,
  'status 500': (_, response) => sendJson(response, 500, { why: ', 500' }),
  'status 502': (_, response) => sendJson(response, 502, {}),
};

describe('call/sent-once', () => {
  it.each(Object.keys(BROKEN))('sends a POST once if its server answers with %s', async (what) => {
    answer = BROKEN[what] ?? answer;
    expect(await run({ attempts: 3, timeoutMs: 500 })).toMatch(/^Sorry/);
    expect(server.received).toHaveLength(1);
  });

  it.each(['a closed connection', 'status 500'])('repeats other methods after %s', async (what) => {
    answer = BROKEN[what] ?? answer;
    for (const method of ['GET', 'PUT'] as const) {
      server.received.length = 0;
      expect(await run({ attempts: 3, method })).toMatch(/^Sorry/);
      expect(server.received).toHaveLength(3);
    }
  });

  it.each(['a closed connection', 'status 500'])(
    'repeats a POST after %s if its author allows it',
    async (what) => {
      answer = BROKEN[what] ?? answer;
      expect(await run({ attempts: 3, afterSending: true })).toMatch(/^Sorry/);
      expect(server.received).toHaveLength(3);
      expect(new Set(server.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    },
  );

  it('repeats a POST that cannot have arrived', () => {
    const request = {
      method: 'POST',
      url: 'https://a.test/',
      headers: {},
      body: null,
      timeoutMs: 1,
      maxAttempts: 3,
    };
    const error = { code: 'network', message: '', durationMs: 1 };
    const at = { attempts: 1, now: 0 };
    expect(findRetryPause({ type: 'error', error, sent: false }, request, at)).toBe(250);
    expect(findRetryPause({ type: 'error', error, sent: true }, request, at)).toBeNull();
    const patch = { ...request, method: 'PATCH' };
    expect(findRetryPause({ type: 'error', error, sent: true }, patch, at)).toBeNull();
    const blocked = { ...error, code: 'blocked' };
    expect(findRetryPause({ type: 'error', error: blocked, sent: false }, request, at)).toBeNull();
  });

  it.each([408, 425, 429, 503])('repeats any method after %i', async (status) => {
    answer = (_, response) =>
      sendJson(response, server.received.length < 2 ? status : 200, { text: 'at last' });
    expect(await run({ attempts: 2 })).toBe('Got at last.');
    expect(server.received).toHaveLength(2);
  });

  it.each([400, 404, 409, 413, 501])('shows the body of a final %i', async (status) => {
    answer = (_, response) => sendJson(response, status, { why: `, ${status}` });
    expect(await run({ attempts: 1 })).toBe(`Sorry, ${status}.`);
    expect(server.received).toHaveLength(1);
  });
});

describe('call/retry-after', () => {
  const ask = (value: () => string): Handler => {
    return (_, response) => {
      if (server.received.length > 1) return sendJson(response, 200, { text: 'at last' });
      response.writeHead(503, { 'retry-after': value() }).end();
    };
  };

  it.each<[string, () => string]>([
    ['seconds', () => '1'],
    ['a date', () => new Date(Math.ceil(clock.now() / 1_000 + 1) * 1_000).toUTCString()],
  ])('keeps a pause in %s', async (_, value) => {
    answer = ask(value);
    const startedAt = performance.now();
    expect(await run({ attempts: 2 })).toBe('Got at last.');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  it('does not shorten a pause, and gives up for a long one', () => {
    const request = {
      method: 'GET',
      url: 'https://a.test/',
      headers: {},
      body: null,
      timeoutMs: 1,
      maxAttempts: 9,
    };
    const pauseOf = (value: string, attempts = 1) => {
      const result = { status: 429, headers: { 'retry-after': value }, body: null, durationMs: 1 };
      return findRetryPause({ type: 'result', result }, request, { attempts, now: 0 });
    };
    expect(pauseOf('0')).toBe(250);
    expect(pauseOf('1', 6)).toBe(8_000);
    expect(pauseOf('60', 6)).toBe(60_000);
    expect(pauseOf('300')).toBe(300_000);
    expect(pauseOf('301')).toBeNull();
    expect(pauseOf('Thu, 01 Jan 1970 00:00:30 GMT')).toBe(30_000);
    expect(pauseOf('soon')).toBe(250);
    expect(pauseOf('1', 9)).toBeNull();
  });
});
