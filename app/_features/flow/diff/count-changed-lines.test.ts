import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countChangedLines } from './count-changed-lines';

const lines = (count: number, mark: string) =>
  Array.from({ length: count }, (_, index) => `${mark}${String(index)}`).join('\n');

it.each([
  ['a\nb\nc', 'a\nc', 0, 1],
  ['a\nc', 'a\nb\nc', 1, 0],
  ['a\nb\nc', 'a\nx\nc', 1, 1],
  ['{\n}', '{\n1\n2\n}', 2, 0],
  ['same', 'same', 0, 0],
  ['{\n  "text": "Hello."\n}', '{\n  "text": "Welcome."\n}', 1, 1],
])('counts the lines that %j and %j do not share', (before, after, added, removed) => {
  expect(countChangedLines(before, after)).toEqual({ added, removed });
});

it('counts zero exactly for equal texts, and the same in both directions', () => {
  // Formatted JSON has no empty lines.
  const inside = fc.array(fc.constantFrom('a', 'b', '  c'), { maxLength: 30 });
  const text = inside.map((list) => ['{', ...list, '}'].join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { added, removed } = countChangedLines(before, after);
      expect(added + removed === 0).toBe(before === after);
      expect(after.split('\n').length - before.split('\n').length).toBe(added - removed);
    }),
    { numRuns: 500 },
  );
});

it('counts long texts that share little as replaced, in bounded time', () => {
  const before = `first\n${lines(5_000, 'a')}\nlast`;
  const after = `first\n${lines(5_000, 'b')}\nlast`;
  expect(countChangedLines(before, after).added).toBeGreaterThan(4_000);
});
