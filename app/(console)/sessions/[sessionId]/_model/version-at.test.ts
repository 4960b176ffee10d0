import { expect, it } from 'vitest';
import { versionAt } from './version-at';

const moved = (no: number, from: string) => ({ no, event: { type: 'version.changed', from: { id: from } } });
const turns = [
  { no: 1, event: { type: 'started' } },
  moved(2, 'a'),
  { no: 3, event: { type: 'message' } },
  moved(4, 'b'),
];

it('finds the version that a session ran on in a turn', () => {
  expect([1, 2, 3, 4, 5].map((turn) => versionAt(turns, turn, 'c'))).toEqual(['a', 'b', 'b', 'c', 'c']);
  expect(versionAt([], 1, 'c')).toBe('c');
});
