import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '@/server/engine/protocol';
import {
  type Handler,
  openTestHttpServer,
  sendJson,
  type TestHttpServer,
} from '@/server/tools/test/http-server';
import { parseAllowList } from './address-guard';
import { createHttpClient, type HttpAttempt, type HttpClient } from './http-client';

const ANSWERS: Record<string, Handler> = {
  '/json': (_, response) => sendJson(response, 200, { text: 'hi', list: [1, null] }),
  '/problem': (_, response) => {
    response
      .writeHead(422, { 'content-type': 'application/problem+json; charset=utf-8' })
      .end('{"title":"no"}');
  },
  '/text': (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('{"a":1}'),
  '/broken': (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
  '/deep': (_, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(`${'['.repeat(200)}${']'.repeat(200)}`);
  },
  '/latin': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0xe9]));
  },
  '/redirect': (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1/json' }).end(),
  '/reset': (_, response) => void response.socket?.destroy(),
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half', () => response.socket?.destroy());
  },
  '/silent': () => undefined,
  '/slow-body': (_, response) => void response.writeHead(200).write('a'),
  '/huge': (_, response) => {
    const more = () => response.write('x'.repeat(65_536), () => !response.destroyed && more());
    more();
  },
  '/compressed': (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('zip'),
  '/echo': ({ headers, body, method }, response) => sendJson(response, 200, { method, headers, body }),
};

let server: TestHttpServer;
let client: HttpClient;

beforeAll(async () => {
  server = await openTestHttpServer((request, response) => ANSWERS[request.path]?.(request, response));
  client = createHttpClient({ allow: parseAllowList(['127.0.0.1']), maxBytes: 200_000 });
});
afterAll(async () => {
  await server.close();
  await client.close();
});

function call(path: string, more: Partial<HttpRequest> = {}): Promise<HttpAttempt> {
  return client.send(toRequest(server.url + path, more));
}

function toRequest(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, body: null, timeoutMs: 2_000, maxAttempts: 1, ...more };
}

function bodyOf(answer: HttpAttempt) {
  return answer.type === 'result' ? answer.result.body : answer.error;
}

describe('createHttpClient: responses', () => {
  it('returns JSON as data', async () => {
    const answer = await call('/json');
    expect(answer).toMatchObject({
      type: 'result',
      result: { status: 200, body: { text: 'hi', list: [1, null] } },
    });
    expect(answer.type === 'result' && answer.result.headers['content-type']).toBe('application/json');
  });

  it('returns every status as a result', async () => {
    expect(await call('/problem')).toMatchObject({ result: { status: 422, body: { title: 'no' } } });
  });

  it.each([
    ['/text', '{"a":1}'],
    ['/broken', '{"a":'],
    ['/deep', '['.repeat(200) + ']'.repeat(200)],
    ['/latin', 'é'],
  ])('returns other, invalid or too deep bodies as text: %s', async (path, text) => {
    expect(bodyOf(await call(path))).toBe(text);
  });

  it('does not follow a redirect (outbound/no-redirect)', async () => {
    expect(await call('/redirect')).toMatchObject({
      result: { status: 302, headers: { location: 'http://127.0.0.1/json' } },
    });
  });

  it('sends method, headers and body, without headers that authors may not set', async () => {
    const headers = {
      'X-Mine': 'yes',
      Host: 'elsewhere.test',
      'Content-Length': '1',
      Connection: 'close',
      TE: 'x',
    };
    const answer = await call('/echo', { method: 'POST', headers, body: 'naïve' });
    expect(bodyOf(answer)).toMatchObject({
      method: 'POST',
      body: 'naïve',
      headers: { 'x-mine': 'yes', host: `127.0.0.1:${server.port}`, 'content-length': '6' },
    });
    expect(bodyOf(answer)).not.toHaveProperty('headers.te');
  });
});

describe('createHttpClient: failures (outbound/bounded, outbound/no-throw)', () => {
  it.each([
    ['/silent', 'timeout'],
    ['/slow-body', 'timeout'],
    ['/reset', 'network'],
    ['/cut', 'network'],
    ['/huge', 'too_large'],
  ])('%s is %s', async (path, code) => {
    const answer = await call(path, { timeoutMs: 300 });
    expect(answer).toMatchObject({ type: 'error', error: { code } });
    expect(answer.type === 'error' && answer.error.message).toContain(`127.0.0.1:${server.port}`);
  });

  it('outbound/says-if-sent: tells a request that may have arrived from one that cannot have', async () => {
    const limit = { timeoutMs: 300 };
    for (const path of ['/silent', '/reset']) expect(await call(path, limit)).toMatchObject({ sent: true });
    for (const path of ['/slow-body', '/cut', '/huge'])
      expect(await call(path, limit)).toMatchObject({
        sent: true,
        error: { response: { status: 200, body: null } },
      });
    const unsent = [
      toRequest(`http://127.0.0.1:${await findClosedPort()}/`),
      toRequest('http://10.0.0.1/'),
      toRequest('http://nowhere.invalid/'),
    ];
    for (const request of unsent) {
      const answer = await client.send(request);
      expect(answer).toMatchObject({ sent: false });
      expect(answer).not.toHaveProperty('error.response');
    }
  });

  it('reads the start of a body of any size and kind on request', async () => {
    const brief = (path: string) => client.sendForExcerpt(toRequest(server.url + path), 10);
    expect(bodyOf(await brief('/huge'))).toBe('xxxxxxxxxx\n[cut after 10 bytes]');
    expect(bodyOf(await brief('/compressed'))).toBe('zip');
    expect(bodyOf(await brief('/text'))).toBe('{"a":1}');
    expect(bodyOf(await brief('/cut'))).toMatchObject({ code: 'network' });
  });

  it('reports a closed port', async () => {
    const closed = await openTestHttpServer(() => undefined);
    await closed.close();
    expect(await client.send(toRequest(closed.url))).toMatchObject({ error: { code: 'network' } });
  });

  it('reports an invalid header', async () => {
    expect(await call('/echo', { headers: { 'x-mine': 'a\r\nb: c' } })).toMatchObject({
      error: { code: 'network' },
    });
  });

  it('stops when aborted', async () => {
    const stop = new AbortController();
    const answer = client.send(toRequest(`${server.url}/silent`), stop.signal);
    stop.abort();
    expect(await answer).toMatchObject({ type: 'error', error: { code: 'network' } });
  });
});

describe('createHttpClient: refused addresses (outbound/public-only)', () => {
  it.each([
    'http://127.0.0.1:1/',
    'http://127.1:1/',
    'http://0x7f000001:1/',
    'http://2130706433:1/',
    'http://0.0.0.0:1/',
    'http://[::1]:1/',
    'http://[::]:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://[::7f00:1]:1/',
    'http://[64:ff9b::7f00:1]:1/',
    'http://[fe80::1]:1/',
    'http://[fd00:ec2::254]:1/',
    'http://[fec0::1]:1/',
    'http://[2002:7f00:1::]:1/',
    'http://10.0.0.1:1/',
    'http://172.16.0.1:1/',
    'http://192.168.1.1:1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.100.100.200:1/',
    'http://168.63.129.16:1/',
    'http://224.0.0.1:1/',
    'http://255.255.255.255:1/',
    'http://localhost:1/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://user:secret@example.com/',
    'not a url',
  ])('%s', async (url) => {
    const closed = createHttpClient({ allow: [] });
    const answer = await closed.send(toRequest(url));
    const checked = await closed.check(url);
    await closed.close();
    expect(answer).toMatchObject({ type: 'error', error: { code: 'blocked' } });
    expect(checked).toEqual({ ok: false, host: expect.any(String), reason: expect.any(String) });
  });

  it.each(['user:secret@', 'user@', ':secret@'])('calls no allowed address as %s', async (who) => {
    const open = createHttpClient({ allow: parseAllowList(['127.0.0.1']) });
    const before = server.received.length;
    const answer = await open.send(toRequest(`http://${who}127.0.0.1:${server.port}/json`));
    await open.close();
    expect(answer).toMatchObject({ type: 'error', error: { code: 'blocked' } });
    expect(server.received).toHaveLength(before);
  });

  it('calls a name on the allow list, at its port only', async () => {
    const open = createHttpClient({ allow: parseAllowList([`localhost:${server.port}`]) });
    const url = `http://localhost:${server.port}/json`;
    expect(await open.send(toRequest(url))).toMatchObject({ type: 'result' });
    expect(await open.send(toRequest(`http://localhost:${server.port + 1}/`))).toMatchObject({
      error: { code: 'blocked' },
    });
    await open.close();
  });

  it('calls an address in an allowed range, by name and by literal', async () => {
    const open = createHttpClient({ allow: parseAllowList(['127.0.0.0/8']) });
    expect(await open.send(toRequest(`http://localhost:${server.port}/json`))).toMatchObject({
      type: 'result',
    });
    expect(await open.send(toRequest(`http://127.0.0.1:${server.port}/json`))).toMatchObject({
      type: 'result',
    });
    await open.close();
  });
});

describe('the error of a failed call', () => {
  it('does not reveal the address of a name (outbound/tells-no-address)', async () => {
    const open = createHttpClient({ allow: parseAllowList(['localhost']) });
    const port = await findClosedPort();
    const calls = [
      await client.send(toRequest('http://localhost/')),
      await open.send(toRequest(`http://localhost:${port}/`)),
    ];
    expect(calls).toMatchObject([
      { error: { code: 'blocked', message: 'localhost was not called: it leads to no public address.' } },
      {
        error: { code: 'network', message: `localhost:${port} could not be called: nothing listens there.` },
      },
    ]);
    expect(JSON.stringify(calls)).not.toMatch(/127\.0|::1/);
    await open.close();
  });
});

async function findClosedPort(): Promise<number> {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  return port;
}

describe('check', () => {
  it('returns the error that a call would return, without calling', async () => {
    const open = createHttpClient({ allow: parseAllowList([`localhost:${server.port}`]) });
    const seen = server.received.length;
    expect(await open.check(`http://localhost:${server.port}/json`)).toEqual({ ok: true });
    expect(await open.check('http://8.8.8.8/')).toEqual({ ok: true });
    expect(await open.check(`http://localhost:${server.port + 1}/`)).toMatchObject({
      ok: false,
      host: `localhost:${server.port + 1}`,
      reason: 'it leads to no public address',
    });
    expect(server.received).toHaveLength(seen);
    await open.close();
  });

  it('allows a name that cannot be resolved now', async () => {
    expect(await client.check('https://hooks.parley.invalid/x')).toEqual({ ok: true });
  });
});
