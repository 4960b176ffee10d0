import { describe, expect, it } from 'vitest';
import type { Json } from '@/server/engine/json';
import type { TurnView } from '../view';
import { MASK, maskHeaders, maskJson, maskTurn, maskUrl } from './mask-turn';

const SECRET = 'hunter2-very-secret';

describe('maskHeaders', () => {
  it.each([
    'Authorization',
    'proxy-authorization',
    'Cookie',
    'Set-Cookie',
    'X-Api-Key',
    'x-auth-token',
    'X-Signature',
  ])('masks %s', (name) => {
    expect(maskHeaders({ [name]: SECRET })).toEqual({ [name]: MASK });
  });

  it.each(['Content-Type', 'Idempotency-Key', 'Accept', 'X-Request-Id'])('leaves %s', (name) => {
    expect(maskHeaders({ [name]: 'value' })).toEqual({ [name]: 'value' });
  });
});

describe('maskUrl', () => {
  it('masks passwords and credential parameters', () => {
    expect(maskUrl(`https://u:${SECRET}@a.test/x?api_key=${SECRET}&q=1`)).toBe(
      `https://u:${MASK}@a.test/x?api_key=${MASK}&q=1`,
    );
    expect(maskUrl(`https://u:${SECRET}@a.test/?q=a%20b+c`)).toBe(`https://u:${MASK}@a.test/?q=a%20b+c`);
    expect(maskUrl(`https://a.test/?q=a%20b&sig=${SECRET}#top`)).toBe(
      `https://a.test/?q=a+b&sig=${MASK}#top`,
    );
  });

  it('returns every other URL unchanged', () => {
    expect(maskUrl('https://a.test/x?q=a%20b+c')).toBe('https://a.test/x?q=a%20b+c');
    expect(maskUrl('not an address')).toBe('not an address');
    expect(maskUrl('https://user@a.test/?q=1&q=2')).toBe('https://user@a.test/?q=1&q=2');
  });
});

describe('maskJson', () => {
  it('masks texts under credential keys at any depth, and no numbers', () => {
    expect(maskJson({ user: { password: SECRET, tokens: 12 }, list: [{ apiKey: SECRET }] })).toEqual({
      user: { password: MASK, tokens: 12 },
      list: [{ apiKey: MASK }],
    });
  });
});

// A pattern that scans the rest of the name at every character would exceed the time of a test.
describe('mask/linear', () => {
  it('masks the value of an overlong name', () => {
    const name = 'x-'.repeat(500_000);
    expect(Object.values(maskHeaders({ [name]: 'v', [name.slice(0, 200)]: 'v' }))).toEqual([MASK, 'v']);
    expect(Object.values(maskJson({ [name]: 'v' }) as object)).toEqual([MASK]);
    expect(maskUrl(`https://a.test/?${name}=v&q=1`)).toBe(`https://a.test/?${name}=${MASK}&q=1`);
  });

  it('masks each of many parameters, also repeated ones', () => {
    const query = Array.from({ length: 20_000 }, (_, index) => `token${index % 15_000}=v`).join('&');
    const masked = maskUrl(`https://a.test/?${query}`);
    expect(masked.split(`=${MASK}`)).toHaveLength(20_001);
    expect(masked).not.toContain('=v');
  });
});

describe('maskTurn', () => {
  const response = {
    status: 200,
    headers: { 'set-cookie': SECRET },
    body: { token: SECRET },
    durationMs: 5,
    attempts: 1,
  };
  const step = { nodeId: 'call', kind: 'http', flow: '', phase: 'enter' as const, exit: null, next: null };
  const request = {
    method: 'POST',
    url: `https://a.test/?token=${SECRET}`,
    headers: { authorization: `Bearer ${SECRET}` },
    timeoutMs: 1_000,
    maxAttempts: 1,
  };
  const turn = (body: string | null): TurnView => ({
    no: 1,
    usage: null,
    event: { type: 'effect.succeeded', at: 0, effect: '1:0', result: response },
    trace: {
      steps: [
        { ...step, effect: { key: '1:0', request: { ...request, body } } },
        { ...step, effect: { key: '1:0', result: response } },
        {
          ...step,
          effect: {
            key: '1:0',
            error: { code: 'status', message: '', attempts: 1, durationMs: 1, response },
          },
        },
      ],
      visits: 1,
      expressionSteps: 0,
      failure: null,
    },
    status: 'running',
    createdAt: new Date(0),
  });

  const maskedUrl = `https://a.test/?token=${MASK}`;
  const maskedResponse = { ...response, headers: { 'set-cookie': MASK }, body: { token: MASK } };

  it.each<[body: string | null, masked: string | null]>([
    [null, null],
    ['', ''],
    ['plain words, no = sign', 'plain words, no = sign'],
    ['a sentence with password=in it', 'a sentence with password=in it'],
    [JSON.stringify({ client_secret: SECRET, id: 5 }), JSON.stringify({ client_secret: MASK, id: 5 })],
    [`user=a&password=${SECRET}&x`, `user=a&password=${MASK}&x`],
    [`client%5Fsecret=${SECRET}`, `client%5Fsecret=${MASK}`],
    [`%E0%A4%A=${SECRET}&token=${SECRET}`, `%E0%A4%A=${SECRET}&token=${MASK}`],
  ])('masks the request with the body %j, and its responses', (body, masked) => {
    const { event, trace } = maskTurn(turn(body));
    expect(event).toEqual({ type: 'effect.succeeded', at: 0, effect: '1:0', result: maskedResponse });
    const headers = { authorization: MASK };
    expect(trace.steps.map(({ effect }) => effect)).toEqual([
      { key: '1:0', request: { ...request, url: maskedUrl, headers, body: masked } },
      { key: '1:0', result: maskedResponse },
      {
        key: '1:0',
        error: { code: 'status', message: '', attempts: 1, durationMs: 1, response: maskedResponse },
      },
    ]);
  });

  it('leaves everything else of a turn as it is', () => {
    const given = turn(null);
    expect(maskTurn(given)).toEqual({ ...given, event: expect.anything(), trace: expect.anything() });
    const plain = { ...given.trace, steps: [step] };
    expect(maskTurn({ ...given, trace: plain }).trace).toBe(plain);
  });

  it.each<[name: string, event: Json, masked: Json]>([
    [
      'a failed call with a response',
      { type: 'effect.failed', error: { code: 'status', response } },
      { type: 'effect.failed', error: { code: 'status', response: maskedResponse } },
    ],
    [
      'one without',
      { type: 'effect.failed', error: { code: 'network' } },
      { type: 'effect.failed', error: { code: 'network' } },
    ],
    ['one that says nothing', { type: 'effect.failed' }, { type: 'effect.failed' }],
    ['a message', { type: 'message', text: 'token=1' }, { type: 'message', text: 'token=1' }],
    ['a call without a result', { type: 'effect.succeeded' }, { type: 'effect.succeeded', result: null }],
    [
      'a result that is no object',
      { type: 'effect.succeeded', result: 5 },
      { type: 'effect.succeeded', result: 5 },
    ],
    [
      'an empty result',
      { type: 'effect.succeeded', result: {} },
      { type: 'effect.succeeded', result: { headers: null, body: null } },
    ],
    ['no event', null, null],
  ])('masks the event of %s', (_, event, masked) => {
    expect(maskTurn({ ...turn(null), event }).event).toEqual(masked);
  });
});
