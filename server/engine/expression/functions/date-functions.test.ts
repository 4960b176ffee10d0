import { describe, expect, it } from 'vitest';
import { createBudget } from '../budget';
import { evaluate } from '../evaluate';
import { type Row, run, scope, value } from '../fixtures/evaluate-text';
import { parseExpression } from '../parse/parse-expression';

function valueIn(timeZone: string, source: string): unknown {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const result = evaluate(parsed.expression, { ...scope, timeZone }, createBudget());
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('date functions', () => {
  it.each<Row>([
    ['Date.parse(5)', null],
    ['Date.parse("never")', null],
    ['Date.UTC(0)', -62_167_219_200_000],
    ['Date.UTC(-1)', null],
    ['Date.UTC(9999, 11, 31, 23, 59, 59, 999)', 253_402_300_799_999],
    ['Date.UTC(10000)', null],
    ['Date.UTC(2030, 0, 31, 10, 5, 9, 7) === Date.now()', true],
    ['$addTime(unset, 1, "day")', undefined],
    ['$addTime(nothing, 1, "day")', undefined],
    ['$addTime("2030-01-31", 1, "day")', '2030-02-01'],
    ['$addTime("2030-01-31", 1, "hour")', '2030-01-31T01:00:00.000Z'],
    ['$addTime(0, 1, "day")', '1970-01-02T00:00:00.000Z'],
    ['$diff(unset, "2030-01-31")', undefined],
    ['$diff(nothing, "2030-01-31")', undefined],
    ['$diff("2030-01-31", unset)', undefined],
    ['$diff("2030-01-31", nothing)', undefined],
    ['$diff("2030-02-02", "2030-01-31")', 2],
    ['$startOf(unset)', undefined],
    ['$startOf(nothing)', undefined],
    ['$startOf("2030-02-28", "week")', '2030-02-25'],
    ['$startOf("2030-02-28", "month")', '2030-02-01'],
    ['$startOf("2030-02-28", "year")', '2030-01-01'],
    ['$startOf("2030-02-28")', '2030-02-28'],
    ['$startOf("2030-02-28", "hour")', '2030-02-28T00:00:00.000Z'],
    ['$startOf(0, "day")', '1970-01-01T00:00:00.000Z'],
    ['$startOf("2030-02-28T10:11:12.013", "hour")', '2030-02-28T10:00:00.000Z'],
    ['$startOf("2030-02-28T10:11:12.013", "minute")', '2030-02-28T10:11:00.000Z'],
    ['$startOf("2030-02-28T10:11:12.013", "second")', '2030-02-28T10:11:12.000Z'],
    ['$startOf("2030-02-28T10:11:12.013", "millisecond")', '2030-02-28T10:11:12.013Z'],
    ['$startOf("0000-01-03", "week")', '0000-01-03'],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it('has no start of a week before the year 0', () => {
    const message = 'The expression goes beyond the years 0 to 9999';
    expect(run('$startOf("0000-01-02", "week")')).toMatchObject({
      ok: false,
      failure: { code: 'type', message },
    });
  });

  it.each<Row>([
    // Two days are two days everywhere; a day and an instant are compared in the zone.
    ['$diff("2026-03-30", "2026-03-29", "days")', 1],
    ['$diff("2026-03-30", "2026-03-28T23:00:00Z", "days")', 1],
    ['$diff("2026-03-28T23:00:00Z", "2026-03-29", "days")', 0],
    ['$diff("2026-03-30", "2026-03-29", "hours")', 23],
    ['$diff("2026-03-29", 1774742400000, "hours")', -1],
    ['$addTime("2026-03-29", 1, "day")', '2026-03-30'],
    ['$startOf("2026-03-29T12:00:00Z", "day")', '2026-03-29T00:00:00.000+01:00'],
  ])('%s in Berlin on the day when clocks go forward', (source, expected) => {
    expect(valueIn('Europe/Berlin', source)).toEqual(expected);
  });
});
