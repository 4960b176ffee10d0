import { describe, expect, it } from 'vitest';
import { isSameOrigin, requireOwnConsole } from './same-origin';

const HOST = { host: 'parley.test' };
const OURS = { ...HOST, origin: 'https://parley.test', 'sec-fetch-site': 'same-origin' };

describe('the origin of a call', () => {
  it.each([
    ['our page', OURS],
    ['an old browser on our page', { ...HOST, origin: 'https://parley.test' }],
    [
      'our page behind a proxy',
      { host: 'inner:3000', 'x-forwarded-host': 'parley.test', origin: 'https://parley.test' },
    ],
  ])('%s may write', (_, headers) => {
    expect(isSameOrigin(new Headers(headers), true)).toBe(true);
  });

  it('our page may write through a proxy that hides the host, with a public URL', () => {
    const headers = new Headers({ host: 'inner:3000', origin: 'https://parley.test' });
    expect(isSameOrigin(headers, true)).toBe(false);
    expect(isSameOrigin(headers, true, 'https://parley.test')).toBe(true);
    expect(isSameOrigin(headers, true, 'https://other.test')).toBe(false);
  });

  it.each([
    ['another site', { ...HOST, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { ...HOST, origin: 'https://a.parley.test', 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { ...HOST, origin: 'https://evil.test' }],
    ['a sandboxed page', { ...HOST, origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a typed address', { ...HOST, 'sec-fetch-site': 'none' }],
    ['no browser', HOST],
    ['a lie in one of the two', { ...HOST, origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' }],
  ])('%s may not write', (_, headers) => {
    expect(isSameOrigin(new Headers(headers), true)).toBe(false);
  });

  it.each([
    ['our page', OURS, true],
    ['a typed address', { ...HOST, 'sec-fetch-site': 'none' }, true],
    ['another site', { ...HOST, 'sec-fetch-site': 'cross-site' }, false],
  ])('%s may read: %j', (_, headers, may) => {
    expect(isSameOrigin(new Headers(headers), false)).toBe(may);
  });

  it.each([
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'text/plain',
    'application/jsonl',
    undefined,
  ])('a body of %s is refused', (type) => {
    const headers = new Headers(OURS);
    if (type) headers.set('content-type', type);
    const request = { method: 'POST', headers } as Request;
    expect(() => requireOwnConsole(request)).toThrow(
      expect.objectContaining({ code: 'unsupported_media_type' }),
    );
  });
});
