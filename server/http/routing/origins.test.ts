import { describe, expect, it } from 'vitest';
import { allowsOrigin } from './origins';

describe('allowsOrigin (origins/exact)', () => {
  it.each([
    ['https://acme.com', 'https://acme.com', true],
    ['https://acme.com', 'https://ACME.com', true],
    ['https://acme.com:443', 'https://acme.com', true],
    ['http://localhost:8080', 'http://localhost:8080', true],
    ['https://*.acme.com', 'https://shop.acme.com', true],
    ['https://*.acme.com', 'https://a.b.acme.com', true],
    ['https://*.acme.com', 'https://acme.com', false],
    ['https://*.acme.com', 'https://evilacme.com', false],
    ['https://*.acme.com', 'https://acme.com.evil.com', false],
    ['https://*.acme.com', 'http://shop.acme.com', false],
    ['https://*.acme.com', 'https://shop.acme.com:8443', false],
    ['https://*.acme.com:8443', 'https://shop.acme.com:8443', true],
    ['https://acme.com', 'https://shop.acme.com', false],
    ['https://acme.com', 'https://*.acme.com', false],
    ['https://acme.com', 'null', false],
    ['https://acme.com', 'https://acme.com/path', false],
    ['https://acme.com', 'https://user@acme.com', false],
    ['https://acme.com', '', false],
  ])('%s and %s: %s', (pattern, origin, allowed) => {
    expect(allowsOrigin([pattern], origin)).toBe(allowed);
  });
});
