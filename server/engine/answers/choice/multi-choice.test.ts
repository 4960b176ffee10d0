import { describe, expect, it } from 'vitest';
import type { Choice } from '../../definition/answer';
import { parseAnswer, readAnswer } from '../../fixtures/parse-answer';
import type { Json } from '../../json';

const toChoice = (value: string): Choice => ({ value, label: value });
const FOUR = ['red', 'green', 'blue', 'black and white'].map(toChoice);
const read = (text: string, bounds: { min?: number; max?: number } = {}, value?: Json) =>
  readAnswer({ type: 'multi-choice', choices: FOUR, ...bounds }, text, value);
const reject = (text: string, bounds: { min?: number; max?: number } = {}) => {
  const parsed = parseAnswer({ type: 'multi-choice', choices: FOUR, ...bounds }, text);
  return parsed.ok ? null : parsed.reason;
};

describe('the parts of a reply', () => {
  it.each<[string, Json | undefined]>([
    ['red', ['red']],
    [' red ,  blue ', ['red', 'blue']],
    ['blue, red', ['red', 'blue']],
    ['red,', ['red']],
    [',red', undefined],
    ['red, green, and   blue', ['red', 'green', 'blue']],
    ['red\nand blue', ['red', 'blue']],
    ['black  and  white', ['black and white']],
    ['red and black and white', undefined],
    ['red, black and white', ['red', 'black and white']],
    ['red   and   blue', ['red', 'blue']],
    ['1 2  3', ['red', 'green', 'blue']],
    ['red red', undefined],
    ['', undefined],
  ])('%j is %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('are those of a list, spaces left out', () => {
    expect(read('', {}, [' red ', 'blue'])).toEqual(['red', 'blue']);
    expect(read('', {}, ['red', 'pink'])).toBeUndefined();
  });

  it('are at most 100', () => {
    expect(read('', {}, Array(100).fill('red'))).toEqual(['red']);
    expect(read('', {}, Array(101).fill('red'))).toBeUndefined();
    expect(read(Array(100).fill('red').join(','))).toEqual(['red']);
    expect(read(Array(101).fill('red').join(','))).toBeUndefined();
  });

  it('are within 20,000 characters', () => {
    expect(read(`red,${' '.repeat(19_992)}blue`)).toEqual(['red', 'blue']);
    expect(read(`red,${' '.repeat(19_993)}blue`)).toBeUndefined();
  });
});

describe('the number of choices', () => {
  it.each<[string, { min?: number; max?: number }, string | null]>([
    ['red', { min: 2 }, 'Please choose at least 2.'],
    ['red, blue', { min: 2 }, null],
    ['red, blue', { max: 1 }, 'Please choose at most 1.'],
    ['red', { max: 1 }, null],
    ['red, blue', {}, null],
    ['pink', {}, 'Please choose from these: red, green, blue, black and white.'],
  ])('%j with %j is rejected with %j', (text, bounds, reason) => {
    expect(reject(text, bounds)).toBe(reason);
  });

  it('may be none where none is enough', () => {
    expect(['', '-', 'none', 'pink'].map((text) => read(text, { min: 0 }))).toEqual([[], [], [], undefined]);
    expect(['', '-', 'none'].map((text) => read(text))).toEqual([undefined, undefined, undefined]);
  });
});
