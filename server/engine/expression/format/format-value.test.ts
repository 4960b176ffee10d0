import { describe, expect, it } from 'vitest';
import { createBudget } from '../budget';
import type { Value } from '../tree';
import { formatValue } from './format-value';
import { formatIso, parseIso } from './iso-date';

const at = Date.UTC(2030, 0, 5, 15, 4, 9, 7);
const format = (value: Value, pattern: string, detail?: Value) =>
  formatValue(value, pattern, detail, { budget: createBudget(), locale: 'en', timeZone: 'UTC' });

describe('numbers', () => {
  it.each<[Value, string, Value, string]>([
    [1234.5, 'currency', undefined, '$1,234.50'],
    ['1234.5', 'currency', undefined, '$1,234.50'],
    [-0.5, 'currency', undefined, '-$0.50'],
    [-0.001, 'currency', undefined, '$0.00'],
    [1.005, 'currency', undefined, '$1.01'],
    [999.999, 'currency', undefined, '$1,000.00'],
    [1234.5, 'currency', 'eur', '€1,234.50'],
    [1234.5, 'currency', 'JPY', '¥1,235'],
    [1234.5, 'currency', 'CHF', 'CHF 1,234.50'],
    [1e15, 'currency', undefined, '$1,000,000,000,000,000.00'],
    [0.256, 'percent', undefined, '26%'],
    [0.256, 'percent', 1, '25.6%'],
    [1234.5678, 'number', undefined, '1,234.568'],
    [1234, 'number', undefined, '1,234'],
    [1234.5, 'number', 2, '1,234.50'],
    [1234.5, 'integer', undefined, '1,235'],
    [2.71928, '0.00', undefined, '2.72'],
    [3, '0.00', undefined, '3.00'],
    [1234.5, '#,##0.00', undefined, '1,234.50'],
    [1234.5, '0,0', undefined, '1,235'],
    [2.71928, '0.0##', undefined, '2.719'],
    [3, '0.0##', undefined, '3.0'],
    [7, '000', undefined, '007'],
    [-7, '000', undefined, '-007'],
    [0.256, '0%', undefined, '26%'],
    [0.256, '0.0%', undefined, '25.6%'],
    [0, '0', undefined, '0'],
  ])('%j as %j (%j) is %j', (value, pattern, detail, text) => {
    expect(format(value, pattern, detail)).toBe(text);
  });
});

describe('dates, in UTC', () => {
  it.each<[Value, string, string]>([
    [at, 'MMMM D, YYYY', 'January 5, 2030'],
    [at, 'YYYY-MM-DD HH:mm', '2030-01-05 15:04'],
    [at, 'ddd, MMM D YY h:mm:ss.SSS A', 'Sat, Jan 5 30 3:04:09.007 PM'],
    [at, 'dddd Do', 'Saturday 5th'],
    [at, '[Month] M [D]', 'Month 1 D'],
    [at, 'hh a, Z', '03 pm, +00:00'],
    [at, 'date', 'January 5, 2030'],
    [at, 'time', '3:04 PM'],
    [at, 'datetime', 'January 5, 2030 3:04 PM'],
    ['2030-01-05', 'H:mm', '0:00'],
    ['2030-01-05T23:30:00-05:00', 'D HH', '6 04'],
    ['2030-01-01', 'Do', '1st'],
    ['2030-01-02', 'Do', '2nd'],
    ['2030-01-23', 'Do', '23rd'],
    ['2030-01-11', 'Do', '11th'],
    ['2030-01-01T00:30:00Z', 'h A', '12 AM'],
    ['2030-01-01T12:30:00Z', 'h A', '12 PM'],
  ])('%j as %j is %j', (value, pattern, text) => {
    expect(format(value, pattern)).toBe(text);
  });
});

it('returns undefined for a missing value and the plain text without a pattern', () => {
  expect(format(undefined, 'currency')).toBeUndefined();
  expect(format(null, 'YYYY')).toBeUndefined();
  expect(format('', '0.00')).toBeUndefined();
  expect(format(5, '')).toBe('5');
});

describe('ISO 8601', () => {
  it.each([
    '0000-01-01T00:00:00.000Z',
    '0000-12-31T23:59:59.999Z',
    '1600-02-29T00:00:00.000Z',
    '1899-12-31T23:59:59.999Z',
    '1900-03-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00.000Z',
    '2000-02-29T12:00:00.000Z',
    '2038-01-19T03:14:08.000Z',
    '2100-02-28T00:00:00.001Z',
    '9999-12-31T23:59:59.999Z',
  ])('parses and prints %s as the platform does', (text) => {
    expect(parseIso(text)).toBe(Date.parse(text));
    expect(formatIso(Date.parse(text))).toBe(text);
  });

  it.each([
    '2030',
    '2030-13-01',
    '2030-00-01',
    '2030-02-30',
    '2030-01-01T24:00',
    '2030-01-01T10',
    'Jan 5',
    '',
    '1'.repeat(99),
  ])('rejects %j', (text) => {
    expect(parseIso(text)).toBeNull();
  });
});
