import { expect, it } from 'vitest';
import { describeLoop, findCycle } from './find-cycle';

it.each<[string, string, string]>([
  ['a node that follows itself', 'aaaa', 'a'],
  ['a cycle at the end of a path', 'xyabcabcabc', 'abc'],
  ['the node where the path entered the cycle', 'xbcabcabca', 'bca'],
  ['the shortest repeated part', 'abababab', 'ab'],
  ['a cycle that ran once', 'hsh', 'hs'],
  ['the entire path without a cycle', 'abc', 'abc'],
  ['the last of different cycles', 'mambmcm', 'mc'],
  ['a cycle that visits its last node twice', 'cabacaba', 'caba'],
  ['a cycle that makes up the entire path', 'abab', 'ab'],
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
