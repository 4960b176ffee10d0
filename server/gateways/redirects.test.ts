import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '@/server/engine/protocol';
import {
  openTestHttpServer,
  type ReceivedRequest,
  sendJson,
  type TestHttpServer,
} from '@/server/tools/test/http-server';
import { parseAllowList } from './address-guard';
import { createHttpClient, type HttpClient } from './http-client';
import { findRedirect } from './redirects';

let server: TestHttpServer;
let other: TestHttpServer;
let client: HttpClient;

const echo = ({ method, path, headers, body }: ReceivedRequest) => ({ method, path, headers, body });

beforeAll(async () => {
  other = await openTestHttpServer((request, response) => sendJson(response, 200, echo(request)));
  server = await openTestHttpServer((request, response) => {
    const [, status = '', target = ''] = /^\/(\d{3})\/(.*)$/.exec(request.path) ?? [];
    if (status === '') return sendJson(response, 200, echo(request));
    const location = target === '' ? {} : { location: decodeURIComponent(target) };
    response.writeHead(Number(status), location).end('Moved');
  });
  client = createHttpClient({
    allow: parseAllowList([`127.0.0.1:${server.port}`, `127.0.0.1:${other.port}`]),
  });
});
afterAll(async () => {
  await client.close();
  await server.close();
  await other.close();
});

const to = (status: number, target: string) => `/${status}/${encodeURIComponent(target)}`;
const request = (path: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: server.url + path,
  headers: {},
  body: null,
  timeoutMs: 2_000,
  maxAttempts: 1,
  redirects: 5,
  ...more,
});
const call = (path: string, more: Partial<HttpRequest> = {}) => client.send(request(path, more));

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])(
    'follows %i, relative and absolute, and says where it led',
    async (status) => {
      const url = `${server.url}/there?a=1`;
      for (const target of ['/there?a=1', url, '../there?a=1', `//127.0.0.1:${server.port}/there?a=1`])
        expect(await call(to(status, target))).toMatchObject({ result: { status: 200, url } });
    },
  );

  it('follows none where the call follows none (outbound/no-redirect)', async () => {
    for (const redirects of [undefined, 0]) {
      const answer = await call(to(302, '/there'), { redirects });
      expect(answer).toMatchObject({
        result: { status: 302, headers: { location: '/there' }, body: 'Moved' },
      });
      expect(answer).not.toHaveProperty('result.url');
    }
  });

  it.each([
    ['POST', 301, 'GET', ''],
    ['POST', 302, 'GET', ''],
    ['POST', 303, 'GET', ''],
    ['PUT', 303, 'GET', ''],
    ['POST', 307, 'POST', 'data'],
    ['POST', 308, 'POST', 'data'],
    ['PUT', 301, 'PUT', 'data'],
    ['PATCH', 302, 'PATCH', 'data'],
  ])('%s after %i goes on as %s', async (method, status, expected, body) => {
    const headers = { 'content-type': 'text/plain', authorization: 'Bearer x' };
    const answer = await call(to(status, '/there'), { method, headers, body: 'data' });
    expect(answer).toMatchObject({
      result: { body: { method: expected, body, headers: { authorization: 'Bearer x' } } },
    });
    const sent = answer.type === 'result' ? answer.result.body : null;
    if (body === '') expect(sent).not.toHaveProperty('headers.content-type');
  });

  it('keeps HEAD a HEAD', async () => {
    expect(await call(to(303, '/there'), { method: 'HEAD' })).toMatchObject({
      result: { status: 200, body: '' },
    });
    expect(server.received.at(-1)).toMatchObject({ method: 'HEAD', path: '/there' });
  });

  it('redirect/own-origin: leaves credentials behind at another origin', async () => {
    const headers = {
      Authorization: 'Bearer x',
      'X-Api-Key': 'secret',
      Cookie: 'a=b',
      'Idempotency-Key': 'k',
      Accept: 'text/plain',
      'Content-Type': 'application/json',
    };
    const answer = await call(to(307, `${other.url}/there`), { method: 'POST', headers, body: '{}' });
    expect(answer).toMatchObject({
      result: { body: { body: '{}', headers: { accept: 'text/plain', 'content-type': 'application/json' } } },
    });
    expect(JSON.stringify(answer)).not.toMatch(/Bearer|secret|a=b|idempotency/);
  });

  it.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/latest',
    'http://localhost:1/',
    'file:///etc/passwd',
    'http://a:b@127.0.0.1/',
  ])('redirect/guarded: refuses %s like a first URL', async (target) => {
    expect(await call(to(302, target))).toMatchObject({ error: { code: 'blocked' }, sent: true });
  });

  it('redirect/never-to-http', () => {
    const sent = request('', { url: 'https://a.test/' });
    const head = { status: 302, headers: { location: 'http://a.test/' } };
    expect(() => findRedirect(sent, head, { hops: 0, most: 5 })).toThrow('from https to http');
  });

  it('ends a circle, with the last response', async () => {
    const endless = await openTestHttpServer(
      (_, response) => void response.writeHead(302, { location: '/' }).end(),
    );
    const open = createHttpClient({ allow: parseAllowList(['127.0.0.1']) });
    expect(await open.send(request('', { url: endless.url }))).toMatchObject({
      error: { code: 'redirects', response: { status: 302, headers: { location: '/' } } },
    });
    expect(endless.received).toHaveLength(6);
    await open.close();
    await endless.close();
  });

  it.each(['', 'http://'])('takes a redirect to %j for a response', async (target) => {
    expect(await call(to(302, target))).toMatchObject({ result: { status: 302, body: 'Moved' } });
  });
});
