import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPublicFiles } from './public-files';

const folder = mkdtempSync(path.join(tmpdir(), 'parley-public-'));
writeFileSync(path.join(folder, 'favicon.ico'), 'x');

const serve = createPublicFiles({ folder, handle: (_, response) => response.end('the file') });
const server = createServer((request, response) => {
  if (!serve(request, response)) response.end('a page');
});
let baseUrl = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = async (method: string, target: string) => {
  const response = await fetch(`${baseUrl}${target}`, { method });
  const { status, headers } = response;
  return [status, headers.get('cache-control'), headers.get('allow'), await response.text()];
};

it('serves files to reads alone, and leaves other paths to the console', async () => {
  expect(await ask('GET', '/favicon.ico?x')).toEqual([200, 'public, max-age=86400', null, 'the file']);
  expect(await ask('POST', '/favicon.ico')).toEqual([405, null, 'GET, HEAD', 'Method Not Allowed']);
  expect(await ask('OPTIONS', '/favicon.ico')).toEqual([405, null, 'GET, HEAD', 'Method Not Allowed']);
  expect(await ask('POST', '/flows')).toEqual([200, null, null, 'a page']);
});
