import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIso, parseIso } from '../expression/format/iso-date';
import { fromWallClock, toLocalDay, toWallClock } from './zoned-time';

const ZONES = [
  'UTC',
  '+05:30',
  '-03:30',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/New_York',
];
const zone = fc.constantFrom(...ZONES);
const FIRST = Date.UTC(1975, 0, 1);
const instant = fc.integer({ min: FIRST, max: Date.UTC(2060, 0, 1) });

describe('the wall clock of a zone', () => {
  it('is what Intl shows', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        if (/^[+-]/.test(timeZone)) return;
        const format = new Intl.DateTimeFormat('en-CA', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
          hourCycle: 'h23',
        });
        const { year, month, day, hour, minute, second } = toWallClock(ms, timeZone);
        const pad = (number: number) => String(number).padStart(2, '0');
        expect(`${year}-${pad(month)}-${pad(day)}, ${pad(hour)}:${pad(minute)}:${pad(second)}`).toBe(
          format.format(ms),
        );
      }),
    );
  });

  it('leads back to an instant with the same wall clock', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        const wall = toWallClock(ms, timeZone);
        const back = fromWallClock(wall, timeZone);
        expect(toWallClock(back, timeZone)).toEqual(wall);
        expect(back).toBeLessThanOrEqual(ms);
      }),
    );
  });

  it('is written and read as ISO 8601', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        expect(parseIso(formatIso(ms, timeZone))).toBe(ms);
      }),
    );
  });

  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T03:30:00.000+02:00'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T02:30:00.000+02:00'],
    ['2018-11-04T00:00', 'America/Sao_Paulo', '2018-11-04T01:00:00.000-02:00'],
    ['2024-04-26', 'Africa/Cairo', '2024-04-26T01:00:00.000+03:00'],
    ['2026-03-29', 'Asia/Beirut', '2026-03-29T01:00:00.000+03:00'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-04T02:45:00.000+11:00'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-31T00:00:00.000+14:00'],
    ['2026-06-01T12:00', '+05:30', '2026-06-01T12:00:00.000+05:30'],
    ['2026-06-01T12:00', 'UTC', '2026-06-01T12:00:00.000Z'],
    ['1700-01-01T00:00', 'Europe/Berlin', '1699-12-31T23:06:32.000Z'],
  ])('reads %s in %s as %s', (text, timeZone, iso) => {
    expect(formatIso(parseIso(text, timeZone) ?? Number.NaN, timeZone)).toBe(iso);
  });

  it('zone/total: counts an unknown zone as UTC', () => {
    expect(toLocalDay(0, 'Mars/Phobos')).toBe('1970-01-01');
    expect(parseIso('1970-01-02', 'Mars/Phobos')).toBe(86_400_000);
  });
});
