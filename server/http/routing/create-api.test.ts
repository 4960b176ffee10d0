import { createRoute, z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { createStreamSlots } from '../admission/stream-slots';
import { parseJson, requireJsonType } from '../body/parse-json';
import { readBody } from '../body/read-body';
import { parseIfMatch, toETag } from '../response/revision-etag';
import { defineEndpoint } from './endpoint';
import { jsonReply } from './openapi';
import { parseInput } from './parse-input';
import { createRouteTable } from './route-table';

const problem = (code: string, details: object = {}) =>
  expect.objectContaining({ problem: { code, details } });
const bytes = (text: string) => new TextEncoder().encode(text);

const CHUNKED = { 'transfer-encoding': 'chunked' };

describe('readBody', () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request('http://x/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  const chunked = (chunks: number, size: number, onRead: () => void) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        onRead();
        controller.enqueue(new Uint8Array(size));
        if (--chunks === 0) controller.close();
      },
    });

  const HOLD = { begin: () => undefined, add: () => undefined, end: () => undefined };
  const RATE = { graceMs: 60_000, bytesPerSecond: 1 };
  const read = (request: Request, maxBytes: number) =>
    readBody(request, undefined, { maxBytes, rate: RATE, memory: HOLD });

  it('accepts a body of exactly the limit, announced or not (body/bounded)', async () => {
    const announced = await read(post('12345', { 'content-length': '5' }), 5);
    const unannounced = await read(
      post(
        chunked(5, 1, () => undefined),
        CHUNKED,
      ),
      5,
    );
    expect([announced.byteLength, unannounced.byteLength]).toEqual([5, 5]);
  });

  it('refuses a larger one without reading it completely (body/bounded)', async () => {
    await expect(read(post('123456', { 'content-length': '6' }), 5)).rejects.toThrow('body_too_large');
    let parts = 0;
    const long = post(
      chunked(100, 1_000, () => (parts += 1)),
      CHUNKED,
    );
    await expect(read(long, 5_000)).rejects.toThrow('body_too_large');
    expect(parts).toBeLessThan(10);
  });

  it('reads nothing from a request without a body', async () => {
    expect((await read(new Request('http://x/', { method: 'POST' }), 5)).byteLength).toBe(0);
    const silent = new Request('http://x/', { method: 'POST' });
    Object.defineProperty(silent, 'body', { get: () => expect.unreachable('its body was looked for') });
    expect((await read(silent, 5)).byteLength).toBe(0);
  });
});

describe('requireJsonType', () => {
  it.each([null, 'application/json', 'Application/JSON; charset=utf-8', 'application/problem+json'])(
    'accepts %j',
    (type) => {
      expect(() => requireJsonType(type, bytes('{}'))).not.toThrow();
    },
  );

  it.each(['text/plain', 'application/jsonx', 'text/json', 'application/x-www-form-urlencoded', ''])(
    'refuses %j',
    (type) => {
      expect(() => requireJsonType(type, bytes('{}'))).toThrow(
        problem('unsupported_media_type', { expected: 'application/json' }),
      );
      expect(() => requireJsonType(type, bytes(''))).not.toThrow();
    },
  );
});

describe('parseJson', () => {
  it.each([
    ['', 'the body is empty'],
    ['\xff', 'the body is not valid UTF-8'],
    ['{"a":}', expect.stringContaining('JSON')],
  ])('says what is wrong with %j', (text, reason) => {
    expect(() => parseJson(Buffer.from(text, 'latin1'))).toThrow(problem('malformed_json', { reason }));
  });

  it('skips a byte order mark', () => {
    expect(parseJson(bytes('\ufeff{"a":1}'))).toEqual({ a: 1 });
  });

  it('json/numbers-unchanged: refuses numbers that a double cannot carry, by their path', () => {
    const text = '{"id":7615917337495251231,"a":[1,{"b":1e400}],"c":"9007199254740993","d":9007199254740992}';
    const message = (number: string) =>
      `is a number that cannot be kept exactly (${number}); send it as a string`;
    expect(() => parseJson(bytes(text))).toThrow(
      problem('invalid_request', {
        issues: [
          { path: ['id'], message: message('7615917337495251231') },
          { path: ['a', 1, 'b'], message: message('1e400') },
        ],
      }),
    );
    const many = `[${Array.from({ length: 500 }, () => '9'.repeat(99)).join(',')}]`;
    expect(() => parseJson(bytes(many))).toThrow('invalid_request');
  });

  it('bounds the depth, not the size', () => {
    expect(parseJson(bytes(`[${'1,'.repeat(50_000)}1]`))).toHaveLength(50_001);
    expect(() => parseJson(bytes('['.repeat(100_000)))).toThrow('malformed_json');
    expect(() => parseJson(bytes('['.repeat(66) + ']'.repeat(66)))).toThrow('invalid_request');
    expect(() => parseJson(bytes('['.repeat(64) + ']'.repeat(64)))).not.toThrow();
  });
});

describe('parseIfMatch', () => {
  it('parses the result of toETag', () => {
    expect(parseIfMatch(toETag(12))).toBe(12);
    expect([parseIfMatch(null), parseIfMatch(' * ')]).toEqual([undefined, undefined]);
  });

  it.each(['12', 'W/"12"', '"1", "2"', '""', '"1e9"'])('refuses %s', (header) => {
    expect(() => parseIfMatch(header)).toThrow('precondition_failed');
  });
});

describe('createRouteTable', () => {
  const at = (method: 'get' | 'post', path: string) =>
    defineEndpoint(createRoute({ method, path, responses: { 200: { description: 'ok' } } }), async () => ({
      status: 200,
    }));
  const methodsOf = createRouteTable([at('get', '/a/{id}'), at('post', '/a/{id}'), at('post', '/a/{id}/b')]);

  it('knows the methods of a path', () => {
    expect(methodsOf('/a/1')).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
    expect(methodsOf('/a/1/b')).toEqual(['OPTIONS', 'POST']);
    expect([methodsOf('/a'), methodsOf('/a/'), methodsOf('/a/1/2'), methodsOf('/b/1/a/1')]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });
});

describe('createStreamSlots', () => {
  it('releases a slot once, however often it is called', () => {
    const slots = createStreamSlots(1);
    const caller = new AbortController();
    const slot = slots.take(caller.signal);
    expect(() => slots.take(caller.signal)).toThrow('overloaded');
    slot.release();
    caller.abort();
    expect(slot.signal.aborted).toBe(true);
    const second = slots.take(new AbortController().signal);
    expect(() => slots.take(new AbortController().signal)).toThrow('overloaded');
    slots.closeAll();
    expect(second.signal.aborted).toBe(true);
  });

  it('releases the slot of a caller that goes, even before it was taken', () => {
    const slots = createStreamSlots(1);
    const gone = slots.take(AbortSignal.abort());
    expect(gone.signal.aborted).toBe(true);
    const caller = new AbortController();
    const slot = slots.take(caller.signal);
    expect(slot.signal.aborted).toBe(false);
    caller.abort();
    expect(slot.signal.aborted).toBe(true);
    expect(slots.take(new AbortController().signal).signal.aborted).toBe(false);
  });
});

describe('defineEndpoint', () => {
  const endpoint = defineEndpoint(
    createRoute({
      method: 'post',
      path: '/',
      request: {
        query: z.object({ limit: z.coerce.number().max(5) }),
        body: {
          required: false,
          content: { 'application/json': { schema: z.object({ a: z.number().optional() }) } },
        },
      },
      responses: { 200: jsonReply('ok', z.object({ query: z.unknown(), body: z.unknown() })) },
    }),
    async ({ query, body }) => ({ status: 200, body: { query, body } }),
  );
  const run = (query: Record<string, string>, text: string) =>
    Reflect.apply(endpoint.run, null, [
      {
        ctx: null,
        params: {},
        query,
        bytes: bytes(text),
        request: new Request('http://x/'),
        isStillAuthorized: async () => true,
        applied: null,
      },
    ]);

  it('passes the parsed request to the handler', async () => {
    expect(await run({ limit: '3' }, '')).toMatchObject({ body: { query: { limit: 3 }, body: {} } });
    expect(await run({ limit: '3' }, '{"a":1,"b":2}')).toMatchObject({ body: { body: { a: 1 } } });
  });

  it('names at most a hundred problems, and how many more there are', () => {
    const many = Array.from({ length: 30_000 }, () => 1);
    const further = { path: [], message: 'There are 29900 further problems.' };
    const issues = [...Array.from({ length: 100 }, () => expect.anything()), further];
    expect(() => parseInput(z.array(z.string()), many)).toThrow(
      expect.objectContaining({ problem: { code: 'invalid_request', details: { issues } } }),
    );
  });

  it('names every offending field', () => {
    expect(() => run({ limit: '9' }, '')).toThrow(
      problem('invalid_request', { issues: [{ path: ['limit'], message: expect.any(String) }] }),
    );
    expect(() => run({ limit: '1' }, '{"a":"x"}')).toThrow('invalid_request');
  });
});
