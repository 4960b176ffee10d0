import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { sendContinue } from '../body/deferred-continue';
import { type OpenServer, openServer, type ServerOptions } from './open-server';

const SETTINGS = 'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n';
const ADDRESS = { host: '127.0.0.1', port: 0 };

/** Responds with the number of bytes of the body. */
const count: RequestListener = (request, response) => {
  let bytes = 0;
  sendContinue(request);
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
  });
  request.on('end', () => response.end(`${request.method} ${request.url} ${bytes}`));
};

describe('unusual requests', () => {
  let opened: OpenServer;
  afterEach(() => opened.close(0));
  const open = async (listener: RequestListener = count, options?: ServerOptions) => {
    opened = await openServer(listener, ADDRESS, options);
  };

  /** Writes pieces, each after `until` of the one before was received, and returns everything received. */
  async function say(...pieces: [text: string, until: RegExp][]): Promise<string> {
    const socket = connect((opened.server.address() as AddressInfo).port, '127.0.0.1');
    let received = '';
    for (const [text, until] of pieces) {
      socket.write(text);
      while (!until.test(received)) {
        const [chunk] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [null])]);
        if (chunk === null) break;
        received += String(chunk);
      }
    }
    socket.destroy();
    return received;
  }

  const codeOf = (received: string): string =>
    JSON.parse(received.slice(received.lastIndexOf('\r\n\r\n') + 4)).error.code;
  const head = (start: string, more: string) => `${start} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;

  it.each([
    ['h2c', `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n${SETTINGS}`],
    ['websocket', 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'],
    ['any case', 'connection: uPGRADE\r\nUPGRADE: H2C\r\n'],
    ['several', 'Connection: keep-alive, Upgrade\r\nUpgrade: h2c, websocket, TLS/1.0, foo/2\r\n'],
    ['two headers', 'Connection: Upgrade\r\nUpgrade: h2c\r\nUpgrade: websocket\r\n'],
    ['no connection option', 'Upgrade: h2c\r\n'],
  ])(
    'are answered over HTTP/1.1 when they ask for another protocol: %s (upgrades/ignored)',
    async (_, headers) => {
      // A listener for upgrades exists, as in the development server of the console.
      await open(count, { upgradesUnder: '/_next/' });
      opened.server.on('upgrade', (_request, socket) => socket.end('taken'));
      const received = await say(
        [head('GET /a', headers), /GET \/a 0$/],
        [`${head('POST /b', `${headers}Content-Length: 5\r\n`)}he`, /^/],
        ['llo', /POST \/b 5$/],
        [
          `${head('POST /c', `${headers}Transfer-Encoding: chunked\r\n`)}3\r\nabc\r\n0\r\n\r\n`,
          /POST \/c 3$/,
        ],
        [head('GET /d', ''), /GET \/d 0$/],
      );
      expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(Array<string>(4).fill('HTTP/1.1 200'));
    },
  );

  it('are passed to the upgrade listener of their path', async () => {
    await open(count, { upgradesUnder: '/_next/' });
    opened.server.on('upgrade', (_request, socket) => socket.end('taken'));
    const headers = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
    expect(await say([head('GET /_next/hmr', headers), /taken/])).toBe('taken');
  });

  it('are refused when they ask for a proxy', async () => {
    await open();
    const received = await say(['CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n', /proxy/]);
    expect(received).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(received).toContain('\r\nAllow: GET, HEAD, POST');
    expect(codeOf(received)).toBe('method_not_allowed');
  });

  it('are refused with other expectations than 100-continue', async () => {
    await open();
    const received = await say([
      head('POST /a', 'Expect: 200-maybe\r\nContent-Length: 5\r\n'),
      /continue\."/,
    ]);
    expect(received).toMatch(/^HTTP\/1\.1 417 Expectation Failed\r\n/);
    expect(codeOf(received)).toBe('expectation_failed');
  });

  const LENGTHS = 'Content-Length: 5\r\nContent-Length: 6\r\n';
  it.each([
    ['headers that are too large', 431, 'headers_too_large', head('GET /a', `X: ${'x'.repeat(20_000)}\r\n`)],
    ['a target that is too long', 431, 'headers_too_large', head(`GET /${'x'.repeat(20_000)}`, '')],
    ['two lengths', 400, 'malformed_request', head('POST /a', LENGTHS)],
    [
      'a length and chunks',
      400,
      'malformed_request',
      head('POST /a', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'),
    ],
    ['a length that is no number', 400, 'malformed_request', head('POST /a', 'Content-Length: five\r\n')],
    ['a negative length', 400, 'malformed_request', head('POST /a', 'Content-Length: -5\r\n')],
    [
      'a chunk without its length',
      400,
      'malformed_request',
      `${head('POST /a', 'Transfer-Encoding: chunked\r\n')}hello`,
    ],
    ['no HTTP at all', 400, 'malformed_request', 'hello\r\n\r\n'],
    ['TLS', 400, 'malformed_request', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])('answers %s with %i and a body (http/refused-with-words)', async (_, status, code, text) => {
    await open((request, response) => void request.on('end', () => response.end('taken')).resume());
    const received = await say([text, /(?!)/]);
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(received).toContain('\r\nX-Content-Type-Options: nosniff\r\n');
    expect(received).toContain('\r\nContent-Type: application/json\r\n');
    expect(codeOf(received)).toBe(code);
  });

  it('answers a body that is shorter than its length, once the client has ended (http/refused-with-words)', async () => {
    await open();
    const socket = connect((opened.server.address() as AddressInfo).port, '127.0.0.1');
    socket.end(`${head('POST /a', 'Content-Length: 9\r\n')}hello`);
    const received = await text(socket);
    expect(received).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(codeOf(received)).toBe('body_incomplete');
  });

  it('answers what was announced of a body that is longer than its length, and ends the connection', async () => {
    await open();
    const received = await say([`${head('POST /a', 'Content-Length: 5\r\n')}hello, world`, /(?!)/]);
    expect(received).toMatch(/^HTTP\/1\.1 200 [\s\S]+\r\nConnection: close\r\n[\s\S]+POST \/a 5$/);
    await opened.close(0);
    await open();
    const later = await say(
      [`${head('POST /a', 'Content-Length: 5\r\n')}hello`, /POST \/a 5/],
      [', world\r\n', /(?!)/],
    );
    expect(later.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(codeOf(later)).toBe('malformed_request');
  });

  it('writes over no answer that has begun (http/refused-with-words)', async () => {
    await open((_request, response) => response.writeHead(200, { 'Content-Length': 10 }).write('begun'));
    const received = await say([head('GET /a', ''), /begun/], ['nonsense\r\n\r\n', /(?!)/]);
    expect(received).toMatch(/\r\n\r\nbegun$/);
  });

  it('get 100 Continue only when their body is about to be read', async () => {
    await open();
    const expecting = head('POST /a', 'Expect: 100-continue\r\nContent-Length: 5\r\n');
    const received = await say([expecting, /100 Continue\r\n\r\n/], ['hello', /POST \/a 5$/]);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 100', 'HTTP/1.1 200']);
  });

  it('get no 100 Continue when refused before, and the connection ends', async () => {
    await open((_request, response) => response.writeHead(401).end('no'));
    const received = await say([head('POST /a', 'Expect: 100-continue\r\nContent-Length: 5\r\n'), /no/]);
    expect(received).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
    expect(received).toContain('Connection: close');
  });
});
