import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges, cutHunks } from './cut-hunks';
import { diffLines } from './diff-lines';

const signs = { same: ' ', removed: '-', added: '+' };
const show = (before: string, after: string) =>
  diffLines(before, after).map((line) => signs[line.kind] + line.text);

describe('diffLines', () => {
  it('shows what went and what came at its place', () => {
    expect(show('a\nb\nc\nd', 'a\nc\nx\nd')).toEqual([' a', '-b', ' c', '+x', ' d']);
    expect(show('same', 'same')).toEqual([' same']);
    expect(show('', 'new')).toEqual(['-', '+new']);
  });

  it('numbers the lines of both sides from one', () => {
    const lines = diffLines('a\nb\nc', 'a\nc');
    expect(lines.map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [2, null],
      [3, 2],
    ]);
  });

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })
    .map((lines) => lines.join('\n'));

  it('D1 holds both texts, whatever they are, with the right numbers', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (left: 'removed' | 'added') => lines.filter((line) => line.kind !== left);
        expect(
          side('added')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(before);
        expect(
          side('removed')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(after);
        expect(side('added').map((line) => line.before)).toEqual(
          before.split('\n').map((_, index) => index + 1),
        );
        expect(side('removed').map((line) => line.after)).toEqual(
          after.split('\n').map((_, index) => index + 1),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('D2 shows two long strangers as replaced, in good time', () => {
    const make = (mark: string) =>
      Array.from({ length: 5_000 }, (_, index) => `${mark}${String(index)}`).join('\n');
    const lines = diffLines(`first\n${make('a')}\nlast`, `first\n${make('b')}\nlast`);
    expect(countChanges(lines)).toEqual({ added: 5_000, removed: 5_000 });
    expect([lines[0]?.text, lines.at(-1)?.text]).toEqual(['first', 'last']);
  });
});

describe('cutHunks', () => {
  it('keeps three lines around a change and counts the rest', () => {
    const before = Array.from({ length: 20 }, (_, index) => String(index));
    const hunks = cutHunks(diffLines(before.join('\n'), before.with(10, 'x').join('\n')));
    expect(hunks.map((hunk) => (hunk.kind === 'gap' ? hunk.count : hunk.lines.length))).toEqual([7, 8, 6]);
  });
});
