import { expect, it } from 'vitest';
import { searchInput } from './inputs';

it('searches for nothing that the database cannot hold', () => {
  const isTaken = (text: string | undefined) => searchInput.safeParse(text).success;
  expect([undefined, 'ü', 'a\0', '\uD800'].map(isTaken)).toEqual([true, true, false, false]);
});
