import { describe, expect, it } from 'vitest';
import { createBudget } from '../budget';
import { evaluate } from '../evaluate';
import { type Row, run, scope, value } from '../fixtures/evaluate-text';
import { parseExpression } from '../parse/parse-expression';

/** The characters that an expression produces; each argument of a method counts as one. */
function countProduced(source: string): number {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const budget = createBudget();
  const before = budget.charsLeft;
  evaluate(parsed.expression, scope, budget);
  return before - budget.charsLeft;
}

describe('text methods', () => {
  it.each<Row>([
    ['"abc".charCodeAt(3)', null],
    ['"abc".charCodeAt(-1)', null],
    ['"abc".codePointAt(3)', undefined],
    ['"abc".charAt(-1)', ''],
    ['"abc".endsWith("b")', false],
    ['"abc".endsWith("b", 2)', true],
    ['"undefined".endsWith(unset)', false],
    ['"null".endsWith(nothing)', false],
    ['"undefined".startsWith(unset)', false],
    ['"abc".startsWith("b", 1)', true],
    ['"abc".startsWith("a", -5)', true],
    ['"abc".includes("a")', true],
    ['"abc".includes("a", 1)', false],
    ['"null".includes(nothing)', false],
    ['"undefined".lastIndexOf(unset)', -1],
    ['"abcabc".lastIndexOf("c", 4)', 2],
    ['"abc".lastIndexOf("x")', -1],
    ['"7".padStart(0) + "7".padEnd(1, "x")', '77'],
    ['"7".padStart(5, "")', '7'],
    ['"7".padStart(4, "abcdef")', 'abc7'],
    ['"7".padEnd(6, "😀b")', '7😀b😀b😀'],
    ['"".repeat(1000000000)', ''],
    ['"ab".repeat(0)', ''],
    ['"e\\u0301".normalize("NFC").length', 1],
    ['"\\u00e9".normalize("NFD").length', 2],
    ['"\\ufb01".normalize("NFKC")', 'fi'],
    ['"\\ufb01".normalize("NFKD")', 'fi'],
    ['["b", "B", "a", "A"].sort((x, y) => x.localeCompare(y))', ['a', 'A', 'b', 'B']],
    ['"ä".localeCompare("z") > 0', true],
    ['1 / "a".localeCompare("a") > 0', true],
    ['"abc".substring(-5, 2)', 'ab'],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it.each([
    ['"a".normalize("nfc")', 'The expression normalizes to NFC, NFD, NFKC or NFKD only'],
    ['"a".repeat(-1)', 'The expression cannot repeat a text less than 0 times'],
  ])('%s is refused in words', (source, message) => {
    expect(run(source)).toMatchObject({ ok: false, failure: { code: 'type', message } });
  });

  it.each([
    // "İ" becomes two characters in lower case.
    ['"İİ".toLowerCase()', 4],
    ['"abcd".toUpperCase()', 4],
    ['"7".padStart(4, "ab")', 2 + 1 + 2 * 2],
    ['"7".padStart(4, "abcdef")', 2 + 1 + 3],
    ['"7".padStart(1, "abcdef")', 2],
    ['"abc".slice(1)', 1 + 2],
    ['" a ".trim()', 1],
    ['"ab".repeat(3)', 1 + 6],
  ])('%s produces %i characters (evaluate/bounded)', (source, chars) => {
    expect(countProduced(source)).toBe(chars);
  });
});
