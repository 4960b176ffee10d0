import { expect, it } from 'vitest';
import type { Json } from '../json';
import { findJsonKind } from './json-kind';

it.each<[Json, string]>([
  ['a', 'text'],
  [1, 'number'],
  [false, 'boolean'],
  [[], 'list'],
  [{}, 'record'],
  [null, 'null'],
])('the kind of %j is %s', (value, kind) => {
  expect(findJsonKind(value)).toBe(kind);
});
