import { expect, it } from 'vitest';
import { versionAt } from './version-at';

const moved = (no: number, to: string) => ({ no, event: { type: 'version.changed', to: { id: to } } });
const turns = [
  { no: 1, event: { type: 'started' } },
  moved(2, 'b'),
  { no: 3, event: { type: 'message' } },
  moved(4, 'c'),
];

it('finds the version that a session ran on in a turn', () => {
  expect([1, 2, 3, 4, 5].map((turn) => versionAt(turns, turn, 'a'))).toEqual(['a', 'b', 'b', 'c', 'c']);
  expect(versionAt([], 1, 'a')).toBe('a');
});
