import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createPageBodies } from './page-bodies';

const MAX_BYTES = 200_000;
const rate = { graceMs: 50, bytesPerSecond: 1_000_000 };

let server: Server;
const bodies = createPageBodies({ maxBytes: MAX_BYTES, rate, lookEveryMs: 10 });
afterEach(() => {
  server.closeAllConnections();
  server.close();
  bodies.close();
});

async function open(listener: RequestListener): Promise<void> {
  server = createServer((request, response) => {
    if (bodies.admit(request, response)) listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

function connectToServer(): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  return socket.on('error', () => undefined);
}

/** Sends a request, and returns everything received until the connection closes or the text matches. */
async function send(text: string, until = /(?!)/): Promise<string> {
  const socket = connectToServer();
  let received = '';
  socket.write(text);
  const closed = once(socket, 'close').then(() => null);
  while (!until.test(received)) {
    const event = await Promise.race([once(socket, 'data'), closed]);
    if (event === null) break;
    received += String(event[0]);
  }
  socket.destroy();
  return received;
}

const head = (more: string): string => `POST /sign-in HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
const count: RequestListener = (request, response) => {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
  });
  request.on('end', () => response.end(`took ${bytes}`));
};

it.each([
  [411, 'Transfer-Encoding: chunked\r\n', /^HTTP\/1\.1 411 [\s\S]+Send the body with a Content-Length\.\n$/],
  [
    413,
    `Content-Length: ${MAX_BYTES + 1}\r\n`,
    /^HTTP\/1\.1 413 [\s\S]+A body has at most 200000 bytes\.\n$/,
  ],
])(
  'refuses with %i a body that is or may be too long (pages/bodies-announced)',
  async (_, headers, answer) => {
    await open(() => expect.unreachable('it was let in'));
    expect(await send(head(headers))).toMatch(answer);
  },
);

it('accepts a body of the maximum length', async () => {
  await open(count);
  const body = 'x'.repeat(MAX_BYTES);
  expect(await send(head(`Content-Length: ${MAX_BYTES}\r\n`) + body, /took/)).toContain(`took ${MAX_BYTES}`);
});

it('closes the connection of a body that does not arrive (pages/minimum-rate)', async () => {
  await open(count);
  expect(await send(`${head('Content-Length: 100\r\n')}x`)).toMatch(/^HTTP\/1\.1 408 /);
});

it('does not count time during which the server itself does not read (pages/minimum-rate)', async () => {
  await open((request, response) => {
    setTimeout(() => {
      count(request, response);
      // The next look comes before the rest is read.
      beBusy(30);
    }, 400);
  });
  const body = 'x'.repeat(150_000);
  expect(await send(head(`Content-Length: ${body.length}\r\n`) + body, /took/)).toContain('took 150000');
});

it('does not count time during which the process is busy (pages/minimum-rate)', async () => {
  await open((request, response) => {
    count(request, response);
    setImmediate(() => {
      beBusy(400);
      socket.write('x'.repeat(100));
    });
  });
  const socket = connectToServer();
  socket.write(head('Content-Length: 100\r\n'));
  expect(String((await once(socket, 'data'))[0])).toContain('took 100');
});

function beBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('does not affect a request without a body', async () => {
  await open((_request, response) => setTimeout(() => response.end('late'), 200));
  expect(await send('GET / HTTP/1.1\r\nHost: a\r\n\r\n', /late/)).toContain('late');
});
