import { expect, it } from 'vitest';
import { findCycle } from './find-cycle';

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
