import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNextOpening, isOpenAt } from './find-opening';
import type { OpeningHours, Schedule, Span } from './opening-hours';

const free = () => undefined;
const at = (text: string) => Date.parse(text);
const isOpen = (hours: OpeningHours, text: string) => isOpenAt(hours, at(text), free);
const nextOpen = (hours: OpeningHours, text: string) => {
  const next = findNextOpening(hours, at(text), free);
  return next === null ? null : new Date(next).toISOString().replace('.000Z', 'Z');
};

/** The same spans on the given days, counted from Monday. */
const on = (days: number[], spans: Span[], more: Partial<Schedule> = {}): Schedule => ({
  timeZone: 'Europe/Berlin',
  week: Array.from({ length: 7 }, (_, day) => (days.includes(day) ? spans : [])),
  closed: [],
  ...more,
});
const DAILY = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [0, 1, 2, 3, 4];
const clock = (text: string) => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
};
const span = (from: string, to: string): Span => {
  const [start, end] = [clock(from), clock(to)];
  return [start, end > start ? end : end + 1_440];
};

describe('opening hours', () => {
  const office = [on(WEEKDAYS, [span('9:00', '12:00'), span('13:00', '17:00')])];

  it.each([
    ['2026-06-01T06:59:59Z', false],
    ['2026-06-01T07:00:00Z', true],
    ['2026-06-01T09:59:59.999Z', true],
    ['2026-06-01T10:00:00Z', false],
    ['2026-06-01T11:00:00Z', true],
    ['2026-12-01T07:30:00Z', false],
    ['2026-12-01T08:00:00Z', true],
    ['2026-12-01T16:00:00Z', false],
    ['2026-06-06T10:30:00Z', false],
  ])('follow the clock of their zone in summer and winter: %s', (text, open) => {
    expect(isOpen(office, text)).toBe(open);
  });

  it.each([
    ['2026-06-05T19:59:00Z', false],
    ['2026-06-05T20:00:00Z', true],
    ['2026-06-05T23:30:00Z', true],
    ['2026-06-06T00:00:00Z', false],
    ['2026-06-04T23:30:00Z', false],
  ])('go on after midnight: %s', (text, open) => {
    expect(isOpen([on([4], [span('22:00', '2:00')])], text)).toBe(open);
  });

  it('go on from Sunday night to Monday', () => {
    const sunday = [on([6], [span('20:00', '4:00')])];
    expect(isOpen(sunday, '2026-06-08T01:59:00Z')).toBe(true);
    expect(isOpen(sunday, '2026-06-08T02:00:00Z')).toBe(false);
  });

  it('of 24 hours on every day never close', () => {
    for (const spans of [[span('0:00', '24:00')], [span('0:00', '0:00')], [span('7:00', '7:00')]])
      for (let hour = 0; hour < 24 * 8; hour += 1)
        expect(isOpenAt([on(DAILY, spans)], at('2026-10-22T00:00:00Z') + hour * 3_600_000, free)).toBe(true);
  });

  it('are closed for the spans that begin on a holiday, by date or every year', () => {
    const closed = ['12-25', '2026-12-31'];
    const nights = [on(DAILY, [span('22:00', '2:00')], { closed })];
    expect(isOpen(nights, '2026-12-25T00:30:00Z')).toBe(true);
    expect(isOpen(nights, '2026-12-25T21:30:00Z')).toBe(false);
    expect(isOpen(nights, '2026-12-26T00:30:00Z')).toBe(false);
    expect(isOpen(nights, '2031-12-25T21:30:00Z')).toBe(false);
    expect(isOpen(nights, '2026-12-31T21:30:00Z')).toBe(false);
    expect(isOpen(nights, '2027-12-31T21:30:00Z')).toBe(true);
  });

  it('are open while one of several schedules is, each in its own zone', () => {
    const both = [
      on(DAILY, [span('9:00', '10:00')]),
      on(DAILY, [span('9:00', '10:00')], { timeZone: '+05:30' }),
    ];
    const open = ['03:29', '03:30', '04:30', '07:00', '08:00'].map((time) =>
      isOpen(both, `2026-06-01T${time}:00Z`),
    );
    expect(open).toEqual([false, true, false, true, false]);
  });

  it.each([
    ['02:30 does not exist, so it opens at 3:00', span('2:30', '5:00'), '2026-03-29T01:00:00Z', true],
    ['the clock shows 1:59', span('2:30', '5:00'), '2026-03-29T00:59:00Z', false],
    ['a night of an hour less ends at 4:00', span('22:00', '4:00'), '2026-03-29T01:59:00Z', true],
    ['the clock shows 4:00', span('22:00', '4:00'), '2026-03-29T02:00:00Z', false],
    ['the first 2:15', span('0:00', '2:30'), '2026-10-25T00:15:00Z', true],
    ['the first 2:45', span('0:00', '2:30'), '2026-10-25T00:45:00Z', false],
    ['the second 2:15', span('0:00', '2:30'), '2026-10-25T01:15:00Z', true],
    ['the second 2:30', span('0:00', '2:30'), '2026-10-25T01:30:00Z', false],
  ])('on the night of a change: %s', (_, hours, text, open) => {
    expect(isOpen([on(DAILY, [hours])], text)).toBe(open);
  });
});

describe('the next opening', () => {
  const office = [
    on(WEEKDAYS, [span('9:00', '12:00'), span('13:00', '17:00')], { closed: ['12-25', '12-26'] }),
  ];

  it.each([
    ['now, when it is open', '2026-06-01T08:00:30Z', '2026-06-01T08:00:30Z'],
    ['after lunch', '2026-06-01T10:00:00Z', '2026-06-01T11:00:00Z'],
    ['tomorrow', '2026-06-01T15:00:00Z', '2026-06-02T07:00:00Z'],
    ['after the weekend and the change to summer time', '2026-03-27T16:00:00Z', '2026-03-30T07:00:00Z'],
    ['after holidays', '2026-12-24T16:00:00Z', '2026-12-28T08:00:00Z'],
  ])('is %s', (_, text, next) => {
    expect(nextOpen(office, text)).toBe(next);
  });

  it('is when the clock skips the start', () => {
    expect(nextOpen([on(DAILY, [span('2:30', '5:00')])], '2026-03-28T12:00:00Z')).toBe(
      '2026-03-29T01:00:00Z',
    );
  });

  it('is the day after, when the clock skips all of the hours', () => {
    expect(nextOpen([on(DAILY, [span('2:15', '2:45')])], '2026-03-28T12:00:00Z')).toBe(
      '2026-03-30T00:15:00Z',
    );
  });

  it('is when the clock goes back into hours that ended', () => {
    expect(nextOpen([on(DAILY, [span('0:00', '2:30')])], '2026-10-25T00:40:00Z')).toBe(
      '2026-10-25T01:00:00Z',
    );
    expect(nextOpen([on(DAILY, [span('2:30', '2:40')])], '2026-10-25T00:50:00Z')).toBe(
      '2026-10-25T01:30:00Z',
    );
  });

  it('is none when no day has hours', () => {
    expect(nextOpen([on([], [])], '2026-06-01T00:00:00Z')).toBeNull();
  });

  it('is found behind a hundred holidays, and is none behind more than the bound (hours/bounded)', () => {
    const mondays = (count: number) =>
      Array.from({ length: count }, (_, week) =>
        new Date(at('2026-06-01') + week * 7 * 86_400_000).toISOString().slice(0, 10),
      );
    const closedOn = (count: number) => [on([0], [span('9:00', '10:00')], { closed: mondays(count) })];
    expect(nextOpen(closedOn(100), '2026-06-01T00:00:00Z')).toBe('2028-05-01T07:00:00Z');
    expect(nextOpen(closedOn(200), '2026-06-01T00:00:00Z')).toBeNull();
  });

  it('charges what it converts', () => {
    let count = 0;
    findNextOpening(office, at('2026-12-24T16:00:00Z'), (_, more) => {
      count += more;
    });
    expect(count).toBeGreaterThan(3);
    expect(count).toBeLessThan(20);
  });

  // Around both changes of Berlin, and a change by half an hour.
  const anchors = [
    '2026-03-28T20:00:00Z',
    '2026-10-24T20:00:00Z',
    '2026-04-04T10:00:00Z',
    '2026-06-01T00:00:00Z',
  ];
  const spans = fc.array(
    fc
      .tuple(fc.nat(95), fc.integer({ min: 1, max: 96 }))
      .map(([from, length]): Span => [from * 15, (from + length) * 15]),
    { maxLength: 3 },
  );
  const schedule = fc.record({
    timeZone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', '+05:30'),
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    closed: fc.subarray(['2026-03-29', '10-25', '2026-06-01']),
  });

  it('is open, and no quarter of an hour before it is (hours/wall-clock)', () => {
    fc.assert(
      fc.property(
        fc.array(schedule, { minLength: 1, maxLength: 2 }),
        fc.constantFrom(...anchors),
        fc.nat(100),
        (hours, anchor, quarters) => {
          const from = at(anchor) + quarters * 900_000;
          const next = findNextOpening(hours, from, free);
          const until = next ?? from + 9 * 86_400_000;
          for (let time = from; time < until; time += 900_000)
            expect(isOpenAt(hours, time, free)).toBe(false);
          if (next !== null) expect(isOpenAt(hours, next, free)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
