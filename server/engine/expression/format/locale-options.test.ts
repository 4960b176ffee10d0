import { describe, expect, it } from 'vitest';
import type { Value } from '../tree';
import { DATE_OPTIONS, NUMBER_OPTIONS, readOptions } from './locale-options';

describe('options of Intl', () => {
  it.each<[Value]>([
    [{ style: 'percent' }],
    [{ useGrouping: false }],
    [{ useGrouping: 'min2' }],
    [{ minimumIntegerDigits: 1, maximumSignificantDigits: 21 }],
    [{ style: 'unit', unit: 'liter-per-kilometer' }],
    [{ style: 'currency', currency: 'EUR' }],
  ])('%j are read as they are', (options) => {
    expect(readOptions(options, NUMBER_OPTIONS)).toEqual(options);
  });

  it('are none where null or nothing is given', () => {
    for (const nothing of [undefined, null, {}, { style: null, unit: undefined }])
      expect(readOptions(nothing, NUMBER_OPTIONS)).toEqual({});
  });

  it('leave the time zone to the caller', () => {
    expect(readOptions({ timeZone: 5, hour12: true }, DATE_OPTIONS)).toEqual({ hour12: true });
  });

  it.each<[Value, string]>([
    ['percent', 'needs options such as { style: "percent" }'],
    [['percent'], 'needs options such as { style: "percent" }'],
    [{ style: 'bold' }, 'gives the option style a value that it cannot have'],
    [{ style: 1 }, 'gives the option style a value that it cannot have'],
    [{ useGrouping: 1 }, 'gives the option useGrouping a value that it cannot have'],
    [{ minimumIntegerDigits: 0 }, 'gives the option minimumIntegerDigits a value that it cannot have'],
    [{ minimumIntegerDigits: 22 }, 'gives the option minimumIntegerDigits a value that it cannot have'],
    [{ minimumIntegerDigits: 1.5 }, 'gives the option minimumIntegerDigits a value that it cannot have'],
    [{ minimumIntegerDigits: '2' }, 'gives the option minimumIntegerDigits a value that it cannot have'],
    [{ unit: 'parsec' }, 'gives the option unit a value that it cannot have'],
    [{ unit: ['liter'] }, 'gives the option unit a value that it cannot have'],
    [{ color: 'red' }, 'gives the unknown option color'],
    [{ ['x'.repeat(41)]: 1 }, `gives the unknown option ${'x'.repeat(40)}`],
  ])('%j are refused', (options, message) => {
    expect(() => readOptions(options, NUMBER_OPTIONS)).toThrow(
      new RegExp(`^${message.replace(/[{}"]/g, '\\$&')}$`),
    );
  });
});
