import { expect, it } from 'vitest';
import { lineAt, lineStarts, locateProblems } from './locate-problems';

const TEXT = '{\n  "start": "gone",\n  "nodes": [\n    { "id": "a" }\n  ]\n}';
const problem = (path: string) => ({
  severity: 'error' as const,
  code: 'any',
  nodeId: null,
  path,
  message: path,
});

it('places problems at their lines, in the order of the text', () => {
  const placed = locateProblems(TEXT, [problem('/nodes/0/kind'), problem('/start')]);
  expect(placed.map(({ line, from, to }) => [line, TEXT.slice(from, to)])).toEqual([
    [2, '"gone"'],
    [4, '"a"'],
  ]);
});

it('counts lines from one and clamps to the last line', () => {
  const starts = lineStarts('a\nb\n');
  expect([0, 1, 2, 3, 4, 99].map((offset) => lineAt(starts, offset))).toEqual([1, 1, 2, 2, 3, 3]);
});
