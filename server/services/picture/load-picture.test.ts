import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllowList } from '@/server/gateways/address-guard';
import { createHttpClient, type HttpClient } from '@/server/gateways/http-client';
import { type Handler, openTestHttpServer, type TestHttpServer } from '@/server/tools/test/http-server';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { loadPicture } from './load-picture';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

const ANSWERS: Record<string, Handler> = {
  '/a.png': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(PNG),
  '/a.svg': (_, response) => void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(SVG),
  '/page': (_, response) =>
    void response.writeHead(200, { 'content-type': 'image/png' }).end('<html></html>'),
  '/large': (_, response) => void response.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(5_000_001)])),
  '/moved': (_, response) => void response.writeHead(302, { location: '/a.png' }).end(),
  '/inside': (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/a.png' }).end(),
  '/round': (_, response) => void response.writeHead(302, { location: '/round' }).end(),
  '/missing': (_, response) => void response.writeHead(404).end(PNG),
};

let testEnv: TestEnv;
let server: TestHttpServer;
let http: HttpClient;

beforeAll(async () => {
  testEnv = await openTestEnv();
  server = await openTestHttpServer((request, response) => ANSWERS[request.path]?.(request, response));
  http = createHttpClient({ allow: parseAllowList([`localhost:${server.port}`]) });
});
afterAll(async () => {
  await http?.close();
  await server?.close();
  await testEnv?.close();
});

const load = (url: string) => {
  const ctx = { ...actIn(testEnv.platform, testEnv.orgId), http };
  return loadPicture(ctx, { url });
};

describe('a picture of a conversation', () => {
  it('has the type of its bytes, whatever its header says, also after a redirect (picture/only-pictures)', async () => {
    for (const path of ['/a.png', '/moved']) {
      const picture = await load(`http://localhost:${server.port}${path}`);
      expect(picture).toMatchObject({ mime: 'image/png' });
      expect(picture !== 'busy' && Buffer.from(picture?.bytes ?? []).equals(PNG)).toBe(true);
    }
  });

  it.each(['/a.svg', '/page', '/large', '/inside', '/round', '/missing'])(
    'is refused at %s (picture/bounded)',
    async (path) => {
      expect(await load(`http://localhost:${server.port}${path}`)).toBeNull();
    },
  );

  it('is not loaded from internal addresses, nor from other schemes (picture/bounded)', async () => {
    const seen = server.received.length;
    for (const url of [
      `http://127.0.0.1:${server.port}/a.png`,
      'file:///etc/passwd',
      'data:image/png,x',
      'x',
      '',
    ])
      expect(await load(url)).toBeNull();
    expect(server.received).toHaveLength(seen);
  });

  it('is loaded at most sixteen at a time (picture/bounded)', async () => {
    const loads = Array.from({ length: 20 }, () => load(`http://localhost:${server.port}/a.png`));
    const busy = (await Promise.all(loads)).filter((picture) => picture === 'busy');
    expect(busy).toHaveLength(4);
  });
});
