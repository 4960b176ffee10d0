import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { createBudget } from './budget';
import { evaluate } from './evaluate';
import { parseExpression } from './parse/parse-expression';

const AT = Date.parse('2026-03-20T23:30:00Z');

function run(source: string, settings: { locale?: string; timeZone?: string }, variables = {}) {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return evaluate(parsed.expression, { variables, at: AT, ...settings }, createBudget());
}

function valueIn(locale: string, source: string, timeZone = 'UTC'): Json | undefined {
  const result = run(source, { locale, timeZone });
  if (!result.ok) throw new Error(result.failure.message);
  // Intl separates by several spaces.
  return typeof result.value === 'string' ? result.value.replace(/[\u00a0\u202f]/g, ' ') : result.value;
}

describe('numbers in a locale', () => {
  it.each([
    ['en', '(1234567.891).toLocaleString()', '1,234,567.891'],
    ['de', '(1234567.891).toLocaleString()', '1.234.567,891'],
    ['fr', '(1234567.891).toLocaleString()', '1 234 567,891'],
    ['en-IN', '(1234567.891).toLocaleString()', '12,34,567.891'],
    ['en', '(1234.5).toLocaleString("de")', '1.234,5'],
    ['en', '(1234.5).toLocaleString("de-DE", { style: "currency", currency: "EUR" })', '1.234,50 €'],
    ['de', '(0.256).toLocaleString(undefined, { style: "percent", maximumFractionDigits: 1 })', '25,6 %'],
    ['en', '(12).toLocaleString("en", { style: "unit", unit: "kilometer-per-hour" })', '12 km/h'],
    ['en', '(1.005).toLocaleString("de", { maximumFractionDigits: 2 })', '1,01'],
    ['en', '(1234).toLocaleString("ar-EG", { numberingSystem: "latn" })', '1,234'],
    ['de', '$format(1234.5, "number")', '1.234,5'],
    ['de', '$format(1234.5, "currency", "EUR")', '1.234,50 €'],
    ['de', '$format(1234.5, "integer")', '1.235'],
    ['de', '$format(0.5, "percent")', '50 %'],
    ['de', '$format(1.005, "number", 2)', '1,01'],
    // A pattern is written as it stands, because servers read it, too.
    ['de', '$format(1234.5, "#,##0.00")', '1,234.50'],
    ['en', '$format(1234.5, "currency", "EUR")', '€1,234.50'],
  ])('%s: %s', (locale, source, expected) => {
    expect(valueIn(locale, source)).toBe(expected);
  });
});

describe('dates in a locale and a zone', () => {
  it.each([
    ['de', 'Europe/Berlin', '$now().toLocaleDateString()', '21.3.2026'],
    ['de', 'UTC', '$now().toLocaleDateString()', '20.3.2026'],
    ['en-GB', 'Europe/Berlin', '$now().toLocaleTimeString()', '00:30:00'],
    ['en', 'UTC', '$now().toLocaleTimeString("de", { timeStyle: "short", timeZone: "Asia/Tokyo" })', '08:30'],
    [
      'en',
      'UTC',
      '$now().toLocaleString("de", { dateStyle: "long", timeStyle: "short" })',
      '20. März 2026 um 23:30',
    ],
    ['en', 'UTC', '"2026-03-20".toLocaleDateString("de", { weekday: "long" })', 'Freitag'],
    ['en', 'America/Los_Angeles', '"2026-03-20".toLocaleDateString("de")', '20.3.2026'],
    ['en', 'Pacific/Apia', '"2011-12-30".toLocaleDateString("de")', '30.12.2011'],
    ['de', 'UTC', 'Date.UTC(2026, 0, 31).toLocaleDateString()', '31.1.2026'],
    [
      'en-GB',
      '+05:30',
      '$now().toLocaleTimeString(null, { hour: "numeric", timeZoneName: "short" })',
      '05h GMT+05:30',
    ],
    [
      'de',
      'Europe/Berlin',
      '$now().toLocaleTimeString(null, { hour: "numeric", timeZoneName: "short" })',
      '00 Uhr MEZ',
    ],
    ['de', 'Europe/Berlin', '$format($now(), "date")', '21. März 2026'],
    ['en-GB', 'Europe/Berlin', '$format($now(), "time")', '00:30'],
    ['pl', 'UTC', '$format($now(), "dddd, D MMMM")', 'piątek, 20 marca'],
    ['pl', 'UTC', '$format($now(), "MMMM YYYY")', 'marzec 2026'],
    ['th', 'UTC', '$format($now(), "YYYY-MM-DD")', '2026-03-20'],
    ['de', 'UTC', '$format($now(), "YYYY-MM-DD HH:mm", "Asia/Tokyo")', '2026-03-21 08:30'],
    ['en', 'UTC', '$format($now(), "date")', 'March 20, 2026'],
  ])('%s in %s: %s', (locale, zone, source, expected) => {
    expect(valueIn(locale, source, zone)).toBe(expected);
  });
});

describe('options', () => {
  it.each([
    ['(1).toLocaleString("de", { style: "money" })', 'gives the option style a value that it cannot have'],
    ['(1).toLocaleString("de", { style: "currency" })', 'formats with options that do not fit together'],
    [
      '(1).toLocaleString("de", { minimumFractionDigits: 4, maximumFractionDigits: 2 })',
      'do not fit together',
    ],
    [
      '(1).toLocaleString("de", { minimumFractionDigits: 2, toString: 1 })',
      'gives the unknown option toString',
    ],
    ['(1).toLocaleString("de", { maximumFractionDigits: 1e9 })', 'gives the option maximumFractionDigits'],
    ['(1).toLocaleString("de", "currency")', 'needs options such as'],
    ['(1).toLocaleString(name)', 'needs a language tag'],
    ['$now().toLocaleString("de", { dateStyle: "long", year: "numeric" })', 'do not fit together'],
    ['$now().toLocaleString("de", { timeZone: zone })', 'needs a time zone such as'],
    ['$now().toLocaleString("de", { calendar: "mayan" })', 'gives the option calendar'],
    ['"soon".toLocaleString()', 'needs a date such as'],
    ['$format($now(), "HH:mm", zone)', 'needs a time zone such as'],
    ['$format(1, "currency", zone)', 'needs the code of a currency'],
  ])('are checked: %s', (source, message) => {
    const result = run(source, { locale: 'de' }, { name: 'not a tag', zone: 'Mars/Phobos' });
    expect(result).toMatchObject({ ok: false, failure: { code: 'type' } });
    expect(!result.ok && result.failure.message).toContain(message);
  });

  it('evaluate/total: of any shape never throw', () => {
    const names = fc.constantFrom(
      'style',
      'currency',
      'unit',
      'year',
      'timeZone',
      'timeZoneName',
      'hour12',
      'minimumFractionDigits',
      '__proto__',
    );
    const values = fc.oneof(
      fc.constantFrom('currency', 'EUR', 'unit', 'numeric', 'long', 'short', '+05:30', true, 3),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const calls = fc.constantFrom(
      '(1234.5).toLocaleString(l, o)',
      '$now().toLocaleString(l, o)',
      '$now().toLocaleDateString(l, o)',
      '$now().toLocaleTimeString(l, o)',
      '$format(l, o.style, o.unit)',
    );
    fc.assert(
      fc.property(
        calls,
        fc.oneof(fc.string(), fc.constant('de')),
        fc.dictionary(names, values),
        (source, l, o) => {
          const settings = { locale: 'fr', timeZone: 'Asia/Kolkata' };
          const result = run(source, settings, { l, o });
          expect(run(source, settings, { l, o })).toEqual(result);
        },
      ),
    );
  });

  it('evaluate/bounded: many formatters are stopped', () => {
    const source =
      'Array.from({ length: 9999 }, (_, i) => (1.5).toLocaleString("de", { minimumIntegerDigits: 1 + i % 21 })).length';
    expect(run(source, {})).toMatchObject({ ok: false, failure: { code: 'budget' } });
  });
});
