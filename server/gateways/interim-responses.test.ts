import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllowList } from './address-guard';
import { createHttpClient, type HttpClient } from './http-client';

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n';
const PROCESSING = 'HTTP/1.1 102 Processing\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}';

let server: Server;
let client: HttpClient;
/** The answer to every request, in the parts in which it is written. */
let parts: readonly string[] = [];

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', async () => {
      for (const part of parts) {
        socket.write(part);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = createHttpClient({ allow: parseAllowList(['127.0.0.1']) });
});
afterAll(async () => {
  await client.close();
  server.close();
});

async function send(method: 'GET' | 'POST') {
  const { port } = server.address() as AddressInfo;
  const body = method === 'POST' ? '{"a":1}' : null;
  return client.send({
    ...{ method, body, url: `http://127.0.0.1:${port}/`, headers: {} },
    ...{ timeoutMs: 2_000, maxAttempts: 1 },
  });
}

describe('an informational response that was not asked for', () => {
  it.each([
    ['100 Continue', [CONTINUE + OK]],
    ['100 Continue in a part of its own', [CONTINUE, OK]],
    ['100 Continue twice', [CONTINUE + CONTINUE + OK]],
    ['102 Processing', [PROCESSING, OK]],
    ['103 Early Hints', [HINTS + OK]],
    ['103 Early Hints and 100 Continue', [HINTS + CONTINUE, OK]],
    ['100 Continue in single bytes', [...(CONTINUE + OK)]],
  ])('%s is read over', async (_, written) => {
    parts = written;
    for (const method of ['GET', 'POST', 'POST'] as const) {
      const attempt = await send(method);
      expect(attempt).toMatchObject({ type: 'result', result: { status: 200, body: { ok: true } } });
    }
  });
});

describe('other answers', () => {
  const readWith = async (written: readonly string[]) => {
    parts = written;
    return send('GET');
  };

  it('that are no HTTP fail at once', async () => {
    expect(await readWith(['no HTTP'])).toMatchObject({ type: 'error', error: { code: 'network' } });
  });

  it('keep a body that looks like an interim response', async () => {
    const body = `${CONTINUE}${OK}`;
    const head = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`;
    expect(await readWith([head, body])).toMatchObject({ type: 'result', result: { status: 200, body } });
  });
});
