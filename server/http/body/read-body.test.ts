import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isDomainError } from '@/server/shared/errors';
import { readBody } from './read-body';
import type { BodyReading } from './watch-body';

const CHUNKED = { 'transfer-encoding': 'chunked' };
const BROKEN = {
  code: 'invalid_request',
  details: { issues: [{ path: [], message: 'The connection ended before the body did.' }] },
};

/** Records what the memory account of a body sees. */
function openReading(maxBytes = 100) {
  const seen: (string | number)[] = [];
  const held = { cut: (): void => undefined };
  const memory = {
    begin: (cut: () => void) => {
      held.cut = cut;
      seen.push('begin');
    },
    add: (bytes: number) => void seen.push(bytes),
    end: () => void seen.push('end'),
  };
  const reading: BodyReading = { maxBytes, rate: { graceMs: 60_000, bytesPerSecond: 1 }, memory };
  return { reading, seen, cut: () => held.cut() };
}

const toOutcome = (reading: Promise<Uint8Array>) =>
  reading.then(
    (bytes) => Buffer.from(bytes).toString(),
    (error: unknown) => (isDomainError(error) ? error.problem : error),
  );

describe('a body without a connection of its own (body/bounded)', () => {
  const streamed = (pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
    new Request('http://x/', {
      method: 'POST',
      headers: CHUNKED,
      body: new ReadableStream({ pull }),
      duplex: 'half',
    } as RequestInit);

  it('is joined from its parts, which are counted as they arrive', async () => {
    const { reading, seen } = openReading(5);
    const parts = ['ab', 'cde'];
    const request = streamed((controller) => {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(Buffer.from(part));
    });
    expect(await toOutcome(readBody(request, undefined, reading))).toBe('abcde');
    expect(seen).toEqual(['begin', 2, 3, 'end']);
    expect(request.body?.locked).toBe(false);
  });

  it('that is announced as too large is refused before any of it is read', async () => {
    const { reading, seen } = openReading(5);
    const request = new Request('http://x/', {
      method: 'POST',
      body: 'abcdef',
      headers: { 'content-length': '6' },
    });
    expect(await toOutcome(readBody(request, undefined, reading))).toEqual({
      code: 'body_too_large',
      details: { maxBytes: 5 },
    });
    expect([seen, request.bodyUsed]).toEqual([[], false]);
  });

  it('that exceeds the limit on the way is refused, and its memory released', async () => {
    const { reading, seen } = openReading(5);
    const request = streamed((controller) => controller.enqueue(Buffer.from('abcd')));
    expect(await toOutcome(readBody(request, undefined, reading))).toEqual({
      code: 'body_too_large',
      details: { maxBytes: 5 },
    });
    expect(seen).toEqual(['begin', 4, 'end']);
  });

  it('that breaks off is refused in words', async () => {
    const { reading, seen } = openReading();
    const request = streamed((controller) => controller.error(new Error('reset')));
    expect(await toOutcome(readBody(request, undefined, reading))).toEqual(BROKEN);
    expect(seen).toEqual(['begin', 'end']);
  });

  it('that is cut for others is refused as overload', async () => {
    const { reading, seen, cut } = openReading();
    const outcome = toOutcome(
      readBody(
        streamed(() => undefined),
        undefined,
        reading,
      ),
    );
    cut();
    expect(await outcome).toEqual({ code: 'overloaded', details: { retryAfterMs: 2_000 } });
    expect(seen).toEqual(['begin', 'end']);
  });

  it.each([
    ['no length', {}],
    ['a length of 0', { 'content-length': '0' }],
    ['chunks that never came', CHUNKED],
  ])('is empty with %s', async (_, headers) => {
    const { reading, seen } = openReading();
    const request = new Request('http://x/', { method: 'POST', headers });
    expect(await toOutcome(readBody(request, undefined, reading))).toBe('');
    expect(seen).toEqual([]);
  });
});

describe('a body from a connection (body/bounded)', () => {
  let close = async (): Promise<void> => undefined;
  afterEach(() => close());

  /** Sends raw text to a server, and returns the request that it received. */
  async function receive(text: string) {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    close = async () => {
      socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    socket.write(text);
    const [incoming] = (await once(server, 'request')) as [IncomingMessage];
    const headers = new Headers(incoming.headers as Record<string, string>);
    return { incoming, socket, request: new Request('http://x/', { method: 'POST', headers }) };
  }
  const post = (length: number, body: string) =>
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n${body}`;

  it('is read to its end, and leaves no listener behind', async () => {
    const { incoming, socket, request } = await receive(post(5, 'ab'));
    const counts = () => ['data', 'end', 'close', 'error'].map((name) => incoming.listenerCount(name));
    const before = counts();
    const { reading, seen } = openReading();
    const outcome = toOutcome(readBody(request, incoming, reading));
    socket.write('cde');
    expect(await outcome).toBe('abcde');
    expect(seen.filter((one) => typeof one === 'string')).toEqual(['begin', 'end']);
    expect(seen.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0)).toBe(5);
    expect(counts()).toEqual(before);
  });

  it('that breaks off is refused in words', async () => {
    const { incoming, socket, request } = await receive(post(5, 'ab'));
    const { reading, seen } = openReading();
    const outcome = toOutcome(readBody(request, incoming, reading));
    socket.destroy();
    expect(await outcome).toEqual(BROKEN);
    expect(seen.at(-1)).toBe('end');
  });

  it('that grows too large stays unread from there on', async () => {
    const { incoming, request } = await receive(
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n',
    );
    const { reading, seen } = openReading(5);
    expect(await toOutcome(readBody(request, incoming, reading))).toEqual({
      code: 'body_too_large',
      details: { maxBytes: 5 },
    });
    expect([seen, incoming.isPaused()]).toEqual([['begin', 'end'], true]);
  });

  it('of a client that has gone is read from what the adapter kept', async () => {
    const { incoming, socket } = await receive(post(5, 'ab'));
    socket.destroy();
    await new Promise((resolve) => incoming.on('error', () => undefined).on('close', resolve));
    const kept = new Request('http://x/', {
      method: 'POST',
      body: 'abcde',
      headers: { 'content-length': '5' },
    });
    expect(await toOutcome(readBody(kept, incoming, openReading().reading))).toBe('abcde');
  });
});
