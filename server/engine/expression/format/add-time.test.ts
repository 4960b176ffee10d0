import { describe, expect, it } from 'vitest';
import { addTime, diffTime, findUnit, requireUnit } from './add-time';
import { FIRST_MS, LAST_MS, parseIso } from './iso-date';

const at = (text: string) => parseIso(text, 'UTC') ?? Number.NaN;
const add = (from: string, amount: number, unit: string, zone = 'UTC') =>
  new Date(addTime(at(from), amount, requireUnit(unit), zone)).toISOString();
const diff = (left: string, right: string, unit: string, zone = 'UTC') =>
  diffTime(at(left), at(right), requireUnit(unit), zone);

describe('units', () => {
  it.each([
    ['minute', 'minute'],
    ['Minutes', 'minute'],
    ['milliseconds', 'millisecond'],
    ['seconds', 'second'],
    ['YEARS', 'year'],
  ])('%s is found as %s', (name, unit) => {
    expect(findUnit(name)?.name).toBe(unit);
  });

  it.each(['', 's', 'fortnight', 'dayss', 'dasy'])('%j is none', (name) => {
    expect(findUnit(name)).toBeNull();
    expect(() => requireUnit(name)).toThrow('needs a unit such as "minutes", "hours", "days" or "months"');
  });
});

describe('addTime', () => {
  it.each([
    ['2026-01-31', 1, 'month', '2026-02-28T00:00:00.000Z'],
    ['2024-02-29', 1, 'year', '2025-02-28T00:00:00.000Z'],
    ['2026-03-31', -1, 'month', '2026-02-28T00:00:00.000Z'],
    ['2026-12-31', 2, 'weeks', '2027-01-14T00:00:00.000Z'],
    ['2026-12-31', -90, 'minutes', '2026-12-30T22:30:00.000Z'],
    ['2026-12-31', 0, 'days', '2026-12-31T00:00:00.000Z'],
  ])('%s %+i %s is %s', (from, amount, unit, expected) => {
    expect(add(from, amount, unit)).toBe(expected);
  });

  it('reaches the first and the last millisecond, and no further', () => {
    const ms = requireUnit('millisecond');
    expect(addTime(FIRST_MS + 1, -1, ms, 'UTC')).toBe(FIRST_MS);
    expect(addTime(LAST_MS - 1, 1, ms, 'UTC')).toBe(LAST_MS);
    for (const [from, by] of [
      [FIRST_MS, -1],
      [LAST_MS, 1],
    ] as const)
      expect(() => addTime(from, by, ms, 'UTC')).toThrow('goes beyond the years 0 to 9999');
  });

  it('reaches the first and the last day, and no further', () => {
    const day = requireUnit('day');
    expect(addTime(FIRST_MS + 86_400_000, -1, day, 'UTC')).toBe(FIRST_MS);
    expect(addTime(LAST_MS - 86_400_000, 1, day, 'UTC')).toBe(LAST_MS);
    for (const [from, by] of [
      [FIRST_MS, -1],
      [LAST_MS, 1],
    ] as const)
      expect(() => addTime(from, by, day, 'UTC')).toThrow('goes beyond the years 0 to 9999');
  });

  it.each([1_000_000, -1_000_000, 1e300, Number.NaN])('refuses %d months', (months) => {
    expect(() => add('2026-01-01', months, 'months')).toThrow('goes beyond the years 0 to 9999');
  });
});

describe('diffTime', () => {
  it.each([
    ['2026-03-01', '2026-01-31', 'months', 1],
    ['2026-02-28', '2026-01-31', 'months', 1],
    ['2026-02-27', '2026-01-31', 'months', 0],
    ['2026-01-31', '2026-03-01', 'months', -1],
    ['2028-02-28', '2024-02-29', 'years', 3],
    ['2028-02-29', '2024-02-29', 'years', 4],
    ['2026-01-15T23:00', '2026-01-01', 'weeks', 2],
    ['2026-01-02T23:59', '2026-01-01', 'days', 1],
    ['2026-01-01', '2026-01-02T23:59', 'days', -1],
    ['2026-01-01T01:59', '2026-01-01', 'hours', 1],
  ])('%s since %s in %s is %i', (left, right, unit, expected) => {
    expect(diff(left, right, unit)).toBe(expected);
  });

  it.each(['hours', 'days', 'months'])('is never minus zero (%s)', (unit) => {
    expect(Object.is(diff('2026-01-01', '2026-01-01T00:01', unit), 0)).toBe(true);
    expect(Object.is(diff('2026-01-01', '2026-01-01', unit), 0)).toBe(true);
  });

  it('counts a day of 23 hours as a day, and no day that is not over', () => {
    // Clocks in Berlin go forward at 01:00 UTC on March 29, 2026.
    expect(diff('2026-03-29T22:00', '2026-03-28T23:00', 'days', 'Europe/Berlin')).toBe(1);
    expect(diff('2026-03-29T21:59', '2026-03-28T23:00', 'days', 'Europe/Berlin')).toBe(0);
    // 02:30 of the day before is 03:30 on the day that has no 02:30, which 03:15 has not reached.
    expect(diff('2026-03-29T01:15', '2026-03-28T01:30', 'days', 'Europe/Berlin')).toBe(0);
    expect(diff('2026-03-29T01:30', '2026-03-28T01:30', 'days', 'Europe/Berlin')).toBe(1);
  });
});
