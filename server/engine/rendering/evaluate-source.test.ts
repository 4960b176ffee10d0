import { describe, expect, it } from 'vitest';
import { runSteps } from '../steps';
import { evaluateSource, type SourceSample } from './evaluate-source';

const evaluateAs = (as: SourceSample['as'], source: SourceSample['source'], variables = {}) =>
  runSteps(evaluateSource({ as, source, variables, at: Date.parse('2026-01-02T03:04:05Z') }));

describe('the value of a source', () => {
  it('is the value of an expression', () => {
    expect(evaluateAs('expression', 'a * 2', { a: 21 })).toEqual({ ok: true, value: 42, missing: [] });
    expect(evaluateAs('expression', '$now()')).toMatchObject({ value: '2026-01-02T03:04:05.000Z' });
    expect(evaluateAs('expression', 'a.b')).toEqual({ ok: true, value: null, missing: ['a'] });
  });

  it('is the text of a template', () => {
    expect(evaluateAs('template', 'Dear {{ name }}, {{ x }}', { name: 'Ada' })).toEqual({
      ok: true,
      value: 'Dear Ada, ',
      missing: ['x'],
    });
  });

  it('shows the name of a secret', () => {
    const source = 'Bearer {{ $secret.KEY }}{{ a }}';
    const shown = { ok: true, value: 'Bearer $secret.KEY5', missing: [] };
    expect(evaluateAs('template', source, { a: 5 })).toEqual(shown);
    expect(evaluateAs('data', source, { a: 5 })).toEqual(shown);
  });

  it('is data with its texts rendered', () => {
    expect(evaluateAs('data', { n: '{{ a }}', list: [1, 'is {{ a }}'] }, { a: 5 })).toMatchObject({
      value: { n: 5, list: [1, 'is 5'] },
    });
  });

  it('follows the locale and the time zone of the flow, as far as they are known', () => {
    const inFlow = (as: SourceSample['as'], source: string, regional: SourceSample['regional']) =>
      runSteps(
        evaluateSource({ as, source, variables: {}, at: Date.parse('2026-01-02T23:04:05Z'), regional }),
      );
    const vienna = { locale: 'de', timeZone: 'Europe/Vienna' };
    expect(inFlow('expression', '$today()', vienna)).toMatchObject({ value: '2026-01-03' });
    expect(inFlow('template', '{{ (1234.5).toLocaleString() }}', vienna)).toMatchObject({
      value: '1.234,5',
    });
    expect(inFlow('data', '{{ $today() }}', vienna)).toMatchObject({ value: '2026-01-03' });
    expect(inFlow('expression', '$today()', { timeZone: 'Europe/Vi', locale: 7 })).toMatchObject({
      value: '2026-01-02',
    });
  });

  it('is the next such time for a time in words', () => {
    const inBerlin = (source: string, variables = {}) =>
      runSteps(
        evaluateSource({
          as: 'time',
          source,
          variables,
          at: Date.parse('2026-01-02T03:04:05Z'),
          regional: { locale: 'de', timeZone: 'Europe/Berlin' },
        }),
      );
    const due = { ok: true, value: '2026-01-03T09:00:00.000+01:00', missing: [] };
    expect(inBerlin('tomorrow 9:00')).toEqual(due);
    expect(inBerlin('morgen um 9 Uhr')).toEqual(due);
    expect(inBerlin('tomorrow 17:00 in Asia/Tokyo')).toEqual(due);
    expect(inBerlin('31.12.2030 10:00')).toEqual({
      ok: false,
      message:
        'This is not a time: the order of day and month is unclear; write the date as in 2030-12-31 10:00.',
      offset: null,
    });
    expect(inBerlin("'2026-01-03 ' + clock", { clock: '9:00' })).toMatchObject({ value: '2026-01-03 9:00' });
    expect(inBerlin("'soon'")).toMatchObject({ ok: false, message: expect.stringContaining('not a time') });
    expect(inBerlin('due')).toMatchObject({ ok: true, missing: ['due'] });
    expect(inBerlin('$addTime(')).toMatchObject({ ok: false, offset: 9 });
  });

  it('is the reason where there is none', () => {
    expect(evaluateAs('expression', 'a +')).toMatchObject({ ok: false, offset: 3 });
    expect(evaluateAs('template', 'Hi {{ a + }}')).toMatchObject({ ok: false });
    expect(evaluateAs('expression', 'Array.from({ length: 1e6 })')).toMatchObject({ ok: false });
    expect(evaluateAs('expression', "'x'.repeat(1e9)")).toMatchObject({ ok: false });
  });

  it('is cut, and too much is refused', () => {
    expect(JSON.stringify(evaluateAs('expression', "'x'.repeat(90000)")).length).toBeLessThan(1_000);
    expect(evaluateAs('expression', '1', { a: 'x'.repeat(600_000) })).toEqual({
      ok: false,
      message: 'The sample is too large to show a value.',
      offset: null,
    });
    expect(evaluateAs('template', 'x'.repeat(50_000))).toMatchObject({
      ok: false,
      message: 'The text is too long to show a value.',
    });
  });
});
