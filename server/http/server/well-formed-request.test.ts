import { expect, it } from 'vitest';
import { isWellFormedRequest } from './well-formed-request';

it.each([
  ['/', true],
  ['/flows/%E2%82%AC?search=%ff', true],
  ['/flows/%ff', false],
  ['/flows/%', false],
  ['/flows/%ed%a0%80', false],
  ['/flows/a%00b', true],
])('the path %s is valid: %s', (url, readable) => {
  expect(isWellFormedRequest({ url, headers: { host: 'parley.example' } })).toBe(readable);
});

it.each([
  ['parley.example:8443', true],
  ['[::1]:3000', true],
  ['', true],
  ['zz zz', false],
  ['[::', false],
  ['parley.example:99999', false],
  ['somebody@parley.example', false],
  ['parley.example/path', false],
])('the host %j is valid: %s', (host, readable) => {
  expect(isWellFormedRequest({ url: '/', headers: { host } })).toBe(readable);
  const headers = { host: 'parley.example', 'x-forwarded-host': host };
  expect(isWellFormedRequest({ url: '/', headers })).toBe(readable);
});

it('keeps the first of several hosts, which the browser asked for', () => {
  const headers = { 'x-forwarded-host': 'parley.example, inner:3000' };
  expect(isWellFormedRequest({ url: '/', headers })).toBe(true);
  expect(headers['x-forwarded-host']).toBe('parley.example');
});
