import { describe, expect, it } from 'vitest';
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
  });

  it('returns every other URL unchanged', () => {
    expect(maskUrl('https://a.test/x?q=a%20b+c')).toBe('https://a.test/x?q=a%20b+c');
    expect(maskUrl('not an address')).toBe('not an address');
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

  it.each([
    null,
    JSON.stringify({ client_secret: SECRET }),
    `user=a&password=${SECRET}`,
    `client%5Fsecret=${SECRET}`,
  ])('leaves no credential in a turn whose request has the body %j', (body) => {
    const masked = JSON.stringify(maskTurn(turn(body)));
    expect(masked).not.toContain(SECRET);
    expect(masked).toContain(MASK);
  });

  it('masks a failed call, too', () => {
    const failed = {
      ...turn(null),
      event: { type: 'effect.failed', at: 0, effect: '1:0', error: { code: 'status', response } },
    };
    expect(JSON.stringify(maskTurn(failed))).not.toContain(SECRET);
  });
});
