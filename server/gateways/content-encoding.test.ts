import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '@/server/engine/protocol';
import { openTestHttpServer, type TestHttpServer } from '@/server/tools/test/http-server';
import { parseAllowList } from './address-guard';
import { createHttpClient, type HttpClient } from './http-client';

const DATA = { greeting: 'Grüße', list: [1, 2] };
const TEXT = JSON.stringify(DATA);
const BOMB = gzipSync(gzipSync(Buffer.alloc(50_000_000)));

type Reply = { status?: number; encoding: string; body: Buffer | string };
let reply: Reply;
let server: TestHttpServer;
let client: HttpClient;

beforeAll(async () => {
  server = await openTestHttpServer((_, response) => {
    const { status = 200, encoding, body } = reply;
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-encoding': encoding })
      .end(body);
  });
  client = createHttpClient({ allow: parseAllowList(['127.0.0.1']), maxBytes: 200_000 });
});
afterAll(async () => {
  await client.close();
  await server.close();
});

const request = (method: string): HttpRequest => ({
  method,
  url: server.url,
  headers: {},
  body: null,
  timeoutMs: 5_000,
  maxAttempts: 1,
});

async function call(given: Reply, method = 'GET') {
  reply = given;
  return client.send(request(method));
}

describe('encoding/status-kept', () => {
  it.each<[string, Buffer]>([
    ['gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['Br', brotliCompressSync(TEXT)],
    ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
    [' deflate ,, identity, GZip ', gzipSync(deflateSync(TEXT))],
    ['', Buffer.from(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(TEXT)],
    ['gzip', Buffer.from(TEXT)],
    ['gzip', Buffer.concat([gzipSync(TEXT.slice(0, 5)), gzipSync(TEXT.slice(5))])],
  ])('decodes %j', async (encoding, body) => {
    expect(await call({ encoding, body })).toMatchObject({ result: { status: 200, body: DATA } });
    reply = { encoding, body };
    expect(await client.sendForExcerpt(request('GET'), 1_000)).toMatchObject({ result: { body: TEXT } });
  });

  it.each([404, 500])('decodes a body with status %i', async (status) => {
    expect(await call({ status, encoding: 'gzip', body: gzipSync(TEXT) })).toMatchObject({
      result: { status, body: DATA },
    });
  });

  it.each<[number, string]>([
    [200, 'HEAD'],
    [404, 'HEAD'],
    [204, 'GET'],
    [304, 'GET'],
    [200, 'POST'],
  ])('takes %i to %s without a body for what it is', async (status, method) => {
    for (const encoding of ['gzip', 'br', 'deflate', 'gzip, br'])
      expect(await call({ status, encoding, body: '' }, method)).toMatchObject({
        result: { status, body: '' },
      });
  });

  it.each<[string, Buffer]>([
    ['gzip', gzipSync(TEXT).subarray(0, 20)],
    ['br', Buffer.from(TEXT)],
    ['deflate', Buffer.from(TEXT)],
    ['gzip', Buffer.concat([gzipSync(TEXT).subarray(0, 12), Buffer.from('nonsense')])],
  ])('keeps the status of a body that is not %s', async (encoding, body) => {
    const answer = await call({ status: 201, encoding, body }, 'POST');
    expect(answer).toMatchObject({
      error: {
        code: 'encoding',
        response: { status: 201, headers: { 'content-encoding': encoding }, body: null },
      },
      sent: true,
    });
    expect(answer.type === 'error' && answer.error.message).toContain('is not');
  });

  it('leaves an unknown encoding as it is', async () => {
    expect(await call({ encoding: 'br, zstd, gzip, br', body: TEXT })).toMatchObject({
      result: { body: DATA },
    });
    expect(await call({ encoding: 'zstd', body: TEXT })).toMatchObject({ result: { status: 200 } });
  });
});

describe('encoding/bounded', () => {
  it.each<[string, Buffer]>([
    ['gzip', gzipSync(Buffer.alloc(300_000))],
    ['br', brotliCompressSync(Buffer.alloc(300_000))],
    ['deflate', deflateSync(Buffer.alloc(300_000))],
    ['gzip, gzip', BOMB],
  ])('refuses %s that grows beyond the limit', async (encoding, body) => {
    expect(await call({ encoding, body })).toMatchObject({
      error: { code: 'too_large', response: { status: 200, body: null } },
    });
  });

  it('keeps the beginning where only that is wanted', async () => {
    reply = { encoding: 'gzip', body: gzipSync('x'.repeat(300_000)) };
    const answer = await client.sendForExcerpt(request('GET'), 1_000);
    expect(answer).toMatchObject({ result: { body: `${'x'.repeat(1_000)}\n[cut after 1000 bytes]` } });
  });
});

describe('json/numbers-unchanged', () => {
  it('keeps a number that a double cannot represent as text', async () => {
    const body = '{"id":7615917337495251231,"list":[9007199254740993,1e400,1.5,9007199254740992]}';
    expect(await call({ encoding: '', body })).toMatchObject({
      result: {
        body: { id: '7615917337495251231', list: ['9007199254740993', '1e400', 1.5, 9007199254740992] },
      },
    });
  });
});
