import { describe, expect, it } from 'vitest';
import { createBudget } from './budget';
import { evaluate } from './evaluate';
import { parseExpression } from './parse/parse-expression';

/** The value of a source at an instant in a zone. */
function valueIn(timeZone: string, source: string, at = '2026-03-20T23:30:00Z'): unknown {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const result = evaluate(parsed.expression, { variables: {}, at: Date.parse(at), timeZone }, createBudget());
  return result.ok ? result.value : result.failure;
}

describe('the current time', () => {
  it.each([
    ['UTC', '2026-03-20T23:30:00.000Z', '2026-03-20'],
    ['Europe/Berlin', '2026-03-21T00:30:00.000+01:00', '2026-03-21'],
    ['America/Sao_Paulo', '2026-03-20T20:30:00.000-03:00', '2026-03-20'],
    ['+05:30', '2026-03-21T05:00:00.000+05:30', '2026-03-21'],
    ['-10:00', '2026-03-20T13:30:00.000-10:00', '2026-03-20'],
  ])('is in %s %s, on %s', (zone, now, today) => {
    expect(valueIn(zone, '$now()')).toBe(now);
    expect(valueIn(zone, '$today()')).toBe(today);
  });
});

describe('adding time in a zone', () => {
  it.each([
    // A day keeps the wall clock, 24 hours do not.
    ['Europe/Berlin', '$addTime("2026-03-28T09:00", 1, "day")', '2026-03-29T09:00:00.000+02:00'],
    ['Europe/Berlin', '$addTime("2026-03-28T09:00", 24, "hours")', '2026-03-29T10:00:00.000+02:00'],
    ['Europe/Berlin', '$addTime("2026-10-24T09:00", 1, "day")', '2026-10-25T09:00:00.000+01:00'],
    ['Europe/Berlin', '$addTime("2026-10-24T09:00", 24, "hours")', '2026-10-25T08:00:00.000+01:00'],
    ['Europe/Berlin', '$addTime("2026-03-28T02:30", 1, "day")', '2026-03-29T03:30:00.000+02:00'],
    ['Europe/Berlin', '$addTime("2026-02-28T02:30", 1, "month")', '2026-03-28T02:30:00.000+01:00'],
    ['Europe/Berlin', '$addTime("2026-10-25T02:30:00+01:00", 0, "days")', '2026-10-25T02:30:00.000+01:00'],
    ['Australia/Lord_Howe', '$addTime("2026-10-03T09:00", 1, "day")', '2026-10-04T09:00:00.000+11:00'],
    ['Australia/Lord_Howe', '$addTime("2026-10-04T01:45", 30, "minutes")', '2026-10-04T02:45:00.000+11:00'],
    ['Asia/Beirut', '$addTime("2026-03-28T00:00", 1, "day")', '2026-03-29T01:00:00.000+03:00'],
    ['+05:30', '$addTime("2026-03-28T09:00", 1, "week")', '2026-04-04T09:00:00.000+05:30'],
    // A day without a time is the same day everywhere.
    ['America/Sao_Paulo', '$addTime("2018-11-03", 1, "day")', '2018-11-04'],
    ['Pacific/Apia', '$addTime("2011-12-29", 1, "day")', '2011-12-30'],
  ])('in %s: %s', (zone, source, expected) => {
    expect(valueIn(zone, source)).toBe(expected);
  });
});

describe('differences in a zone', () => {
  it.each([
    ['Europe/Berlin', '$diff("2026-03-30T00:00", "2026-03-29T00:00")', 1],
    ['Europe/Berlin', '$diff("2026-03-30T00:00", "2026-03-29T00:00", "hours")', 23],
    ['Europe/Berlin', '$diff("2026-10-26T00:00", "2026-10-25T00:00", "hours")', 25],
    ['Europe/Berlin', '$diff("2026-10-26T00:00", "2026-10-25T00:00")', 1],
    ['Europe/Berlin', '$diff("2026-10-25T00:00", "2026-10-26T00:00")', -1],
    ['Europe/Berlin', '$diff("2026-03-29T08:59", "2026-03-28T09:00")', 0],
    ['Europe/Berlin', '$diff("2026-05-01T00:00", "2026-03-01T00:00", "months")', 2],
    ['America/Sao_Paulo', '$diff("2018-11-05", "2018-11-04")', 1],
    ['Pacific/Apia', '$diff("2011-12-31", "2011-12-29")', 2],
    ['Europe/Berlin', '$diff("2026-03-21", $now(), "days")', 0],
    ['Europe/Berlin', '$diff("2026-03-22", $today())', 1],
  ])('in %s: %s', (zone, source, expected) => {
    expect(valueIn(zone, source)).toBe(expected);
  });
});

describe('the start of a day', () => {
  it.each([
    ['Europe/Berlin', '$startOf($now())', '2026-03-21T00:00:00.000+01:00'],
    ['Europe/Berlin', '$startOf("2026-03-29T12:00", "day")', '2026-03-29T00:00:00.000+01:00'],
    ['America/Sao_Paulo', '$startOf("2018-11-04T12:00", "day")', '2018-11-04T01:00:00.000-02:00'],
    ['Africa/Cairo', '$startOf("2024-04-26T12:00", "day")', '2024-04-26T01:00:00.000+03:00'],
    ['Asia/Beirut', '$startOf("2026-03-29T12:00", "day")', '2026-03-29T01:00:00.000+03:00'],
    ['Europe/Berlin', '$startOf("2026-03-29T12:34:56", "hour")', '2026-03-29T12:00:00.000+02:00'],
    ['Europe/Berlin', '$startOf("2026-10-25T02:30:00+01:00", "hour")', '2026-10-25T02:00:00.000+01:00'],
    ['Australia/Lord_Howe', '$startOf("2026-06-01T12:34", "hour")', '2026-06-01T12:00:00.000+10:30'],
    ['Europe/Berlin', '$startOf("2026-04-05T12:00", "week")', '2026-03-30T00:00:00.000+02:00'],
    ['Europe/Berlin', '$startOf("2026-04-05", "week")', '2026-03-30'],
    ['Europe/Berlin', '$startOf("2026-04-05", "month")', '2026-04-01'],
    ['UTC', '$startOf("2026-04-05", "year")', '2026-01-01'],
    ['UTC', '$startOf(null)', undefined],
  ])('and longer units in %s: %s', (zone, source, expected) => {
    expect(valueIn(zone, source)).toBe(expected);
  });
});

describe('formatting in a zone', () => {
  it.each([
    ['Europe/Berlin', '$format("2026-03-20T23:30:00Z", "D MMM HH:mm Z")', '21 Mar 00:30 +01:00'],
    ['Europe/Berlin', '$format("2026-06-20T22:30:00Z", "D MMM HH:mm Z")', '21 Jun 00:30 +02:00'],
    ['+05:30', '$format("2026-06-20T22:30:00Z", "D MMM HH:mm Z")', '21 Jun 04:00 +05:30'],
    ['America/Sao_Paulo', '$format("2018-11-04", "YYYY-MM-DD")', '2018-11-04'],
    ['Pacific/Apia', '$format("2011-12-30", "YYYY-MM-DD HH:mm")', '2011-12-30 00:00'],
    ['America/Los_Angeles', '$format("2026-03-20", "dddd D MMMM")', 'Friday 20 March'],
  ])('in %s: %s', (zone, source, expected) => {
    expect(valueIn(zone, source)).toBe(expected);
  });
});

describe('comparing times', () => {
  it.each([
    ['"2026-03-21T00:30:00+01:00" < "2026-03-20T23:31:00Z"', true],
    ['"2026-03-21T00:30:00+01:00" > "2026-03-20T23:29:00Z"', true],
    ['"2026-03-21T00:30:00.000+01:00" <= "2026-03-20T23:30:00Z"', true],
    ['$now() < "2026-03-21T00:00:00Z"', true],
    ['"2026-03-21T00:30" < "2026-03-20T23:31:00Z"', false],
  ])('orders instants: %s', (source, expected) => {
    expect(valueIn('Europe/Berlin', source)).toBe(expected);
  });
});

it('evaluate/bounded: stops a loop of conversions', () => {
  const source = 'Array.from({ length: 9999 }, (_, i) => $addTime("2026-01-01T00:00", i, "days")).length';
  const started = process.cpuUsage();
  expect(valueIn('Europe/Berlin', source)).toMatchObject({ code: 'budget' });
  const { user, system } = process.cpuUsage(started);
  expect(user + system).toBeLessThan(1_000_000);
});
