import { describe, expect, it } from 'vitest';
import { FIRST_MS, formatIso, formatOffset, isDateOnly, LAST_MS, parseIso } from './iso-date';

describe('parseIso', () => {
  it.each<[string, number | null]>([
    ['1970-01-01', 0],
    [' 1970-01-02 ', 86_400_000],
    ['1970-02', 31 * 86_400_000],
    ['1970-01-01T00:00:01.5', 1_500],
    ['1970-01-01T00:00:01,123456789Z', 1_123],
    ['1970-01-01 00:00 z', 0],
    ['1970-01-01T01:00+01:00', 0],
    ['1970-01-01T00:00-0030', 1_800_000],
    ['0000-01-01T00:00:00.000Z', FIRST_MS],
    ['9999-12-31T23:59:59.999Z', LAST_MS],
    ['1970-00-01', null],
    ['1970-13-01', null],
    ['1970-01-00', null],
    ['1970-01-32', null],
    ['2023-02-29', null],
    ['1970-01-01T24:00', null],
    ['1970-01-01T00:60', null],
    ['1970-01-01T00:00:60', null],
    ['1970-01-01T00', null],
    ['tomorrow', null],
  ])('parses %j to %j', (text, ms) => {
    expect(parseIso(text)).toBe(ms);
  });

  it('reads 40 characters, spaces included, and no more', () => {
    expect(parseIso('1970-01-01'.padStart(40))).toBe(0);
    expect(parseIso('1970-01-01'.padStart(41))).toBeNull();
  });

  it('reads the wall clock of a zone where the text names none', () => {
    expect(parseIso('1970-01-01T01:00', 'Europe/Berlin')).toBe(0);
    expect(parseIso('1970-01-01T00:00z', 'Europe/Berlin')).toBe(0);
  });
});

describe('formatIso', () => {
  it.each<[number, string, string]>([
    [7, 'UTC', '1970-01-01T00:00:00.007Z'],
    [0, 'Europe/Berlin', '1970-01-01T01:00:00.000+01:00'],
    [0, 'America/New_York', '1969-12-31T19:00:00.000-05:00'],
    [0, '+05:30', '1970-01-01T05:30:00.000+05:30'],
    [FIRST_MS, '+01:00', '0000-01-01T01:00:00.000+01:00'],
    [FIRST_MS, '-01:00', '0000-01-01T00:00:00.000Z'],
    [FIRST_MS + 3_600_000, '-01:00', '0000-01-01T00:00:00.000-01:00'],
    [LAST_MS, '+01:00', '9999-12-31T23:59:59.999Z'],
    [LAST_MS - 3_600_000, '+01:00', '9999-12-31T23:59:59.999+01:00'],
    // The offset of Berlin before 1893 has seconds, which no offset can write.
    [Date.UTC(1880, 0, 1), 'Europe/Berlin', '1880-01-01T00:00:00.000Z'],
  ])('formats %d in %s as %s', (ms, zone, text) => {
    expect(formatIso(ms, zone)).toBe(text);
  });

  it('writes offsets to the minute', () => {
    expect([formatOffset(0), formatOffset(-5_400_000), formatOffset(45_900_000)]).toEqual([
      '+00:00',
      '-01:30',
      '+12:45',
    ]);
  });
});

describe('isDateOnly', () => {
  it.each([
    ['2026-12-31', true],
    [' 2026-12-31 ', true],
    ['2026-12-31'.padStart(40), true],
    ['2026-12-31'.padStart(41), false],
    ['2026-12-31T00:00', false],
    ['2026-12', false],
  ])('of %j is %j', (text, expected) => {
    expect(isDateOnly(text)).toBe(expected);
  });
});
