import { describe, expect, it } from 'vitest';
import { type Row, run, value } from './fixtures/evaluate-text';

describe('failures in words', () => {
  it.each([
    ['[...5]', 'type', 'spreads a number like a list'],
    ['[...customer]', 'type', 'spreads an object like a list'],
    ['tags.with(3, 1)', 'type', 'replaces element 3 of a list of 3'],
    ['tags.with(-4, 1)', 'type', 'replaces element -4 of a list of 3'],
    ['[].reduce((a, b) => a)', 'type', 'reduces an empty list without a first value'],
    ['text.split({})', 'type', 'splits at an object'],
    ['Object.fromEntries([1])', 'type', 'creates an object from entries that are not [key, value]'],
    ['Object.fromEntries(5)', 'type', 'creates an object from a number'],
    ['(1).toFixed(101)', 'type', 'takes a number from 0 to 100'],
    ['(1).toFixed(-1)', 'type', 'takes a number from 0 to 100'],
    ['(1).toPrecision(0)', 'type', 'takes a number from 1 to 100'],
    ['(1).toString(1)', 'type', 'takes a number from 2 to 36'],
    ['(1).toString(37)', 'type', 'takes a number from 2 to 36'],
    ['$format("a", "number")', 'type', 'formats something that is not a number'],
    ['$format(1, "0".repeat(201))', 'too_large', 'formats with a pattern that is too long'],
    ['$format($now(), "HH", 5)', 'type', 'needs a time zone such as "Europe/Berlin" or "+05:30"'],
  ])('%s: %s, %s', (source, code, message) => {
    expect(run(source)).toMatchObject({ ok: false, failure: { code, message: `The expression ${message}` } });
  });
});

describe('the ends of ranges', () => {
  it.each<Row>([
    ['(1.5).toFixed(0)', '2'],
    ['(1).toFixed(100).length', 102],
    ['(1).toPrecision(1)', '1'],
    ['(35).toString(36)', 'z'],
    ['(2).toString(2)', '10'],
    ['tags.with(0, "x")', ['x', 'a', 'c']],
    ['tags.with(-1, "x")', ['b', 'a', 'x']],
    ['tags.with(-3, "x")', ['x', 'a', 'c']],
    ['tags.indexOf("b", -3)', 0],
    ['tags.indexOf("b", -2)', -1],
    ['tags.indexOf("b", -9)', 0],
    ['tags.lastIndexOf("b")', 0],
    ['["a", "b", "a"].lastIndexOf("a")', 2],
    ['tags.lastIndexOf("x")', -1],
    ['[1].findLast(x => x === 1)', 1],
    ['[1, 2].findLastIndex(x => x === 1)', 0],
    ['[].findLastIndex(x => true)', -1],
    ['"a".replaceAll("", "-")', 'a'],
    ['"a".replace("", "-")', 'a'],
    ['"aba".replace("a", "x")', 'xba'],
    ['"aba".replaceAll("a", "")', 'b'],
    ['"a,b".split(",", 0)', []],
    ['"a,b".split(",", -1)', []],
    ['Array.from("a😀")', ['a', '😀']],
    ['Array.from([1, 2])', [1, 2]],
    ['Array.from({ length: 2, 0: "a", 1: "b" })', ['a', 'b']],
    ['Object.keys(nothing)', []],
    ['Object.keys("ab")', []],
    ['$format("", "number")', undefined],
    ['$format(5, "")', '5'],
    ['$format(1, "0".repeat(200)).length', 200],
    ['$format(0, "0.0")', '0.0'],
    ['$format(-0.04, "0.0")', '0.0'],
    ['$format(0.95, "0.0")', '1.0'],
    ['$format(9.99, "0.0")', '10.0'],
    ['$format("2026-03-20", "D [de] MMMM [x]")', '20 de March x'],
    [
      '[11, 12, 13, 21, 22, 23, 4].map(d => $format("2026-03-" + $format(d, "00"), "Do"))',
      ['11th', '12th', '13th', '21st', '22nd', '23rd', '4th'],
    ],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe('names that callbacks hide', () => {
  it.each<Row>([
    ['numbers.map(Math => Math + 1)', [11, 10, 2]],
    ['items.map(Math => Math.price)', [2, 7, 7]],
    ['tags.map(Object => Object.toUpperCase())', ['B', 'A', 'C']],
    ['[["a"]].map(String => String.map(x => x))', [['a']]],
    ['[1.5, 2.5].map(Math.floor)', [1, 2]],
    ['tags.map(([a, , c]) => a + c)', ['b', 'a', 'c']],
    ['items.map(({ "n": x }) => x)', ['pen', 'ink', 'cap']],
    ['[...unset, ...nothing, ..."ab"]', ['a', 'b']],
    ['{ "a b": 1, [name]: 2, 3: 4 }', { 'a b': 1, Ada: 2, 3: 4 }],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});
