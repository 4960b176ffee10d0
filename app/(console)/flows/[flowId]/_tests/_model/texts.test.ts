import { describe, expect, it } from 'vitest';
import { createTest, duplicateTest } from './new-test';
import { readPattern, writePattern } from './pattern-text';
import { summarizeResults } from './test-words';
import { explainTraffic } from './traffic-words';
import { readValueText, toValueText } from './value-text';

describe('a value', () => {
  it.each([
    ['Ada'],
    ['12 apples'],
    ['12'],
    ['true'],
    ['null'],
    ['"x"'],
    [12],
    [true],
    [null],
    [{ a: [1] }],
    [''],
  ])('is the same after it was shown: %j', (value) => {
    expect(readValueText(toValueText(value))).toEqual(value);
  });

  it('is a number where a person writes one, and a text where it is none', () => {
    expect([readValueText('12'), readValueText('1x'), readValueText('{"a":')]).toEqual([12, '1x', '{"a":']);
  });
});

describe('an expected text', () => {
  it.each(['Hello', 'a \\* b', 'Hello*', '**', '*', 'a\\\\b', '\\\\*'])(
    'is the same after it was shown: %s',
    (pattern) => {
      expect(writePattern(readPattern(pattern))).toBe(pattern);
    },
  );

  it('is exact, a pattern, or any number of texts', () => {
    expect(readPattern('2 \\* 3')).toEqual({ mode: 'exact', text: '2 * 3' });
    expect(readPattern('Hello, *.')).toEqual({ mode: 'pattern', text: 'Hello, *.' });
    expect(readPattern('**').mode).toBe('many');
    expect(writePattern({ mode: 'exact', text: '5 * 5 \\' })).toBe('5 \\* 5 \\\\');
  });
});

describe('a new test', () => {
  it('has a name of its own, also as a copy', () => {
    const tests = [createTest([])];
    expect(createTest(tests).name).toBe('New test (2)');
    expect(duplicateTest(tests, 0).map(({ name }) => name)).toEqual(['New test', 'New test (2)']);
  });
});

describe('results', () => {
  const results = (...failed: boolean[]) => failed.map((one) => ({ failure: one ? {} : null }));
  it.each([
    [results(), 'No tests yet'],
    [results(false), 'The test passes'],
    [results(false, false), 'All 2 tests pass'],
    [results(true), 'The test fails'],
    [results(true, false), '1 of 2 tests fails'],
    [results(true, true, false), '2 of 3 tests fail'],
  ])('are a sentence: %#', (given, sentence) => {
    expect(summarizeResults(given)).toBe(sentence);
  });
});

describe('the tests of last week', () => {
  const added = [{ name: 'a', sessionId: 's', difference: null, passed: true }];
  it.each([
    [{ sessions: 0, isComplete: true, added: [] }, 'There were no sessions last week.'],
    [{ sessions: 1, isComplete: true, added }, '1 session was read. 1 test was added.'],
    [
      { sessions: 2, isComplete: true, added: [] },
      '2 sessions were read. The tests take every exit that they pass already.',
    ],
    [
      { sessions: 5_000, isComplete: false, added },
      '5,000 sessions were read, the newest ones; there was no time for the others. 1 test was added.',
    ],
  ])('are explained: %#', (made, sentence) => {
    expect(explainTraffic(made)).toBe(sentence);
  });
});
