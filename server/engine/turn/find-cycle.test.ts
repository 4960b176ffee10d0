import { expect, it } from 'vitest';
import { describeLoop, findCycle } from './find-cycle';

it.each<[string, string, string]>([
  ['a node and itself', 'aaaa', 'a'],
  ['the end of a path', 'xyabcabcabc', 'abc'],
  ['begins where the path came in', 'xbcabcabca', 'bca'],
  ['the shortest that repeats', 'abababab', 'ab'],
  ['one that was gone round once', 'hsh', 'hs'],
  ['no cycle at all', 'abc', 'abc'],
  ['ways round that differ', 'mambmcm', 'mc'],
])('finds %s', (_, path, cycle) => {
  expect(findCycle([...path])).toEqual([...cycle]);
});

it('describes cycles of any length', () => {
  expect(describeLoop([...'xababab'], 7)).toBe(
    'The flow loops without waiting: "a" → "b" → "a" (stopped after 7 nodes).',
  );
  const long = Array.from({ length: 4000 }, (_, index) => `n${index % 1000}`);
  expect(describeLoop(long, 4000)).toContain('"n19" → 980 more → "n0"');
});
