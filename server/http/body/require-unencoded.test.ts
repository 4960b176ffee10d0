import { expect, it } from 'vitest';
import { requireUnencoded } from './require-unencoded';

it.each<Record<string, string>>([
  {},
  { 'content-encoding': 'identity' },
  { 'content-encoding': ' Identity , ,identity' },
  { 'content-encoding': '' },
  { 'content-encoding': 'gzip', 'content-length': '0' },
])('accepts %o', (headers) => {
  expect(() => requireUnencoded(new Headers(headers))).not.toThrow();
});

it.each<Record<string, string>>([
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'identity, br' },
  { 'content-encoding': 'identityx', 'content-length': '7' },
])('refuses %o, and names what it accepts', (headers) => {
  expect(() => requireUnencoded(new Headers(headers))).toThrow(
    expect.objectContaining({
      problem: { code: 'unsupported_encoding', details: { accepted: ['identity'] } },
    }),
  );
});
