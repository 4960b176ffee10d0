import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { value as read } from './fixtures/evaluate-text';

const value = (source: string, variables?: Record<string, Json>) => read(source, variables) ?? null;

describe('positions in a text (evaluate/code-points)', () => {
  it.each<[string, Json]>([
    ["'👍a'.length", 2],
    ["'👍a'['length']", 2],
    ["['👍a'].map(({ length }) => length)", [2]],
    ["['👍a'].map(([first]) => first)", ['👍']],
    ["'a👍b'.slice(0, 2)", 'a👍'],
    ["'a👍b'.slice(1, 2)", '👍'],
    ["'a👍b'.slice(-2)", '👍b'],
    ["'a👍b'.slice(-2, -1)", '👍'],
    ["'a👍b'.slice(2, 1)", ''],
    ["'a👍b'.substring(2, 1)", '👍'],
    ["'a👍b'.substring(-5, 2)", 'a👍'],
    ["'a👍b'.at(1)", '👍'],
    ["'a👍b'.at(-2)", '👍'],
    ["'👍'.at(-2)", null],
    ["'👍'.at(1)", null],
    ["'a👍b'[1]", '👍'],
    ["'a👍b'['2']", 'b'],
    ["'a👍b'[3]", null],
    ["'a👍b'.charAt(1)", '👍'],
    ["'a👍b'.charAt(-1)", ''],
    ["'👍'.charCodeAt(0)", 128077],
    ["'👍'.codePointAt(0)", 128077],
    ["'👍'.codePointAt(1)", null],
    ["'👍a👍a'.indexOf('a')", 1],
    ["'👍a👍a'.indexOf('a', 2)", 3],
    ["'👍a👍a'.lastIndexOf('a')", 3],
    ["'👍a👍a'.lastIndexOf('a', 2)", 1],
    ["'👍a'.indexOf('b')", -1],
    ["'👍a'.includes('👍', 1)", false],
    ["'👍a'.startsWith('a', 1)", true],
    ["'👍a'.endsWith('👍', 1)", true],
    ["'👍'.padEnd(3, '🎉')", '👍🎉🎉'],
    ["'👍'.padStart(4, 'a🎉')", 'a🎉a👍'],
    ["'👍a'.split('')", ['👍', 'a']],
    ["'👍a'.split('', 1)", ['👍']],
    ["Array.from('👍a')", ['👍', 'a']],
    ["[...'👍a']", ['👍', 'a']],
    ["$matches('👍a', '?a')", true],
    ["$matches('👍', '??')", false],
    ["$matches('x👍a', '*?a')", true],
    ["'abc'.slice(1)", 'bc'],
    ["'abc'.slice(NaN, Infinity)", 'abc'],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  const units = fc.constantFrom('a', '👍', 'é', '\ud83d', '\udc4d', '日', '🎉');
  const text = fc.string({ unit: units, maxLength: 12 });
  const index = fc.integer({ min: -14, max: 14 });
  const clean = (piece: string) => piece.replace(/\p{Cs}/gu, '\ufffd');

  it('are those of the list of its code points', () => {
    fc.assert(
      fc.property(text, index, index, (t, from, to) => {
        const points = [...t];
        const scope = { t, from, to };
        expect(value('t.length', scope)).toBe(points.length);
        expect(value('t.slice(from, to)', scope)).toBe(clean(points.slice(from, to).join('')));
        expect(value('t.at(from)', scope)).toBe(clean(points.at(from) ?? '') || null);
        expect(value('t.slice(from, to).length', scope)).toBe(points.slice(from, to).length);
        expect(value('t.indexOf("a")', scope)).toBe(points.indexOf('a'));
        expect(value('t.lastIndexOf("a")', scope)).toBe(points.lastIndexOf('a'));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never cut a pair', () => {
    const whole = fc.string({ unit: fc.constantFrom('a', '👍', '日', '🎉'), maxLength: 12 });
    fc.assert(
      fc.property(whole, index, index, (t, from, to) => {
        for (const source of [
          't.slice(from, to)',
          't.substring(from, to)',
          't.padEnd(to + 12, t + "🎉")',
          't.split("")',
        ]) {
          expect(JSON.stringify(value(source, { t, from, to }))).not.toMatch(/\ufffd|\\ud/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
