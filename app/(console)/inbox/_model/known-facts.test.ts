import { expect, it } from 'vitest';
import { listFacts, toWords } from './known-facts';

it.each([
  ['fullName', 'Full name'],
  ['customer_email', 'Customer email'],
  ['VIP', 'VIP'],
  ['', ''],
])('%j is formatted as %j', (name, words) => {
  expect(toWords(name)).toBe(words);
});

it('leaves out empty values', () => {
  expect(listFacts({ a: null, b: '', c: 0, d: { e: 1 } })).toEqual([
    { name: 'C', value: 0 },
    { name: 'D', value: { e: 1 } },
  ]);
});
