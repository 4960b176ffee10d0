import { describe, expect, it } from 'vitest';
import type { Platform } from '@/server/services/context';
import { admitOrigin, isPreflight, respondToPreflight } from './cors';
import type { RequestContext } from './request-context';

const ask = (method: string, headers: Record<string, string>) =>
  ({ method, request: new Request('http://x/', { headers }) }) as unknown as RequestContext;
const PREFLIGHT = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
const refused = (origin: string) =>
  expect.objectContaining({ problem: { code: 'origin_not_allowed', details: { origin } } });

describe('a preflight', () => {
  it('is an OPTIONS request with an origin and a method', () => {
    const { origin, ...method } = PREFLIGHT;
    expect(isPreflight(ask('OPTIONS', PREFLIGHT))).toBe(true);
    expect(isPreflight(ask('POST', PREFLIGHT))).toBe(false);
    expect(isPreflight(ask('OPTIONS', { origin }))).toBe(false);
    expect(isPreflight(ask('OPTIONS', method))).toBe(false);
  });

  const policy = {
    allows: async (_: Platform, origin: string) => origin === PREFLIGHT.origin,
    requestHeaders: ['X-Channel', 'X-Visitor'],
  };
  const respond = (headers: Record<string, string>) =>
    respondToPreflight({} as Platform, policy, ask('OPTIONS', headers), ['GET', 'HEAD', 'POST']);

  it('names the origin, methods and headers that are allowed (cors/preflight)', async () => {
    expect(await respond(PREFLIGHT)).toEqual({
      status: 204,
      headers: {
        Allow: 'GET, HEAD, POST',
        'Access-Control-Allow-Origin': 'https://shop.example',
        'Access-Control-Allow-Methods': 'GET, HEAD, POST',
        'Access-Control-Allow-Headers':
          'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id, X-Channel, X-Visitor',
        'Access-Control-Max-Age': '600',
      },
    });
  });

  it('is refused to other origins', async () => {
    await expect(respond({ origin: 'https://evil.example' })).rejects.toThrow(
      refused('https://evil.example'),
    );
    await expect(respond({})).rejects.toThrow(refused(''));
  });
});

describe('the origin of a request', () => {
  const admit = (origin: string | null, patterns: string[]) => {
    const set: [string, string][] = [];
    admitOrigin(
      {
        request: new Request('http://x/', { headers: origin === null ? {} : { origin } }),
        readBytes: async () => new Uint8Array(),
        setHeader: (name, value) => void set.push([name, value]),
      },
      patterns,
    );
    return set;
  };

  it('is named in the response when a pattern allows it (cors/named-when-allowed)', () => {
    expect(admit('https://shop.example', ['https://*.b.example', 'https://shop.example'])).toEqual([
      ['Access-Control-Allow-Origin', 'https://shop.example'],
      [
        'Access-Control-Expose-Headers',
        'ETag, Idempotency-Replayed, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Edge-Source, X-Request-Id',
      ],
    ]);
  });

  it('is refused when none does, and not needed (cors/refused-first)', () => {
    expect(() => admit('https://shop.example', ['https://*.shop.example'])).toThrow(
      refused('https://shop.example'),
    );
    expect(admit(null, [])).toEqual([]);
  });
});
