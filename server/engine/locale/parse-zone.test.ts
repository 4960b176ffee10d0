import { describe, expect, it } from 'vitest';
import { parseZone } from './parse-zone';

describe('parseZone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['+05:30', '+05:30'],
    [-5, '-05:00'],
    ['-2', '-02:00'],
    [5.5, '+05:30'],
    ['5.75', '+05:45'],
    [0, '+00:00'],
    [-0, '+00:00'],
    ['(UTC+03:00) Minsk', 'Europe/Minsk'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Amsterdam'],
    ['(UTC-03:30) St. Johns', '-03:30'],
    ['(UTC+02:00) Athens, Bucharest', 'Europe/Athens'],
    ['(UTC-08:00) Pacific Time (US & Canada)', '-08:00'],
    ['(UTC+09:00) Minsk', '+09:00'],
    ['(UTC) Coordinated Universal Time', '+00:00'],
    ['UTC+3', '+03:00'],
    ['GMT-05:30', '-05:30'],
    [' Asia/Tokyo ', 'Asia/Tokyo'],
  ])('reads %j as %s', (given, zone) => {
    expect(parseZone(given)).toBe(zone);
  });

  it.each([
    '',
    'Minsk',
    'Europe/Nowhere',
    '+99',
    99,
    Number.NaN,
    null,
    undefined,
    {},
    'UTC+3x',
    '(UTC+33:00) X',
  ])('knows no zone %j', (given) => {
    expect(parseZone(given)).toBeNull();
  });
});
