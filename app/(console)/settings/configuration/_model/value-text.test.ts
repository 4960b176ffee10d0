import { describe, expect, it } from 'vitest';
import { formatValueText, parseValueText } from './value-text';

describe('the text of a configuration value', () => {
  it.each([
    ['25', 25],
    [' true ', true],
    ['null', null],
    ['[1, "a"]', [1, 'a']],
    ['{"a": 1}', { a: 1 }],
    ['Mon to Fri', 'Mon to Fri'],
    ['{not json', '{not json'],
    ['"25"', '25'],
    ['', ''],
  ])('reads %s', (text, value) => {
    expect(parseValueText(text)).toEqual(value);
  });

  it.each([25, true, null, 'Hello', '25', 'true', ' spaced ', '"quoted"', '', { a: [1, { b: 'c' }] }])(
    'is read as the same value again: %j',
    (value) => {
      expect(parseValueText(formatValueText(value))).toEqual(value);
    },
  );
});
