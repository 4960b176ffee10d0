import { describe, expect, it } from 'vitest';
import {
  isOvernight,
  isYearly,
  makeHours,
  spansOf,
  toDateOfYear,
  toFullDate,
  toTimeText,
  toYearly,
  withSpans,
} from './business-hours';

const { weekdays } = makeHours('Europe/Berlin');

describe('business hours', () => {
  it('begin as those of a working week', () => {
    expect(spansOf(weekdays, 'Monday')).toEqual([{ from: '9:00', to: '17:00' }]);
    expect(spansOf(weekdays, 'Sunday')).toEqual([]);
  });

  it('keep the order of the week, and leave out closed days', () => {
    const span = { from: '10:00', to: '12:00' };
    const changed = withSpans(withSpans(weekdays, 'Sunday', [span]), 'Tuesday', []);
    expect(changed.map(({ weekday }) => weekday)).toEqual([
      'Monday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Sunday',
    ]);
    expect(spansOf(withSpans(changed, 'Tuesday', [span]), 'Tuesday')).toEqual([span]);
  });

  it('are formatted with two digits for the field', () => {
    expect(['9:00', '17:30', '24:00'].map(toTimeText)).toEqual(['09:00', '17:30', '00:00']);
  });

  it('end on the next day unless they end later on the same day, or at midnight', () => {
    const ends = ['17:00', '9:00', '2:00', '24:00', '0:00'];
    const overnight = ends.filter((to) => isOvernight({ from: '9:00', to }));
    expect(overnight).toEqual(['9:00', '2:00']);
  });
});

describe('the date of a holiday', () => {
  it('keeps month and day when it becomes yearly', () => {
    expect(['2026-12-25', '', '12-25'].map(toYearly)).toEqual(['12-25', '', '']);
    expect(['12-25', '2026-12-25', ''].map(isYearly)).toEqual([true, false, false]);
    expect(['12-25', '2026-12-25'].map(toFullDate)).toEqual(['2028-12-25', '2026-12-25']);
  });

  it('gets a year in which the day exists when it is no longer yearly', () => {
    expect(toDateOfYear('12-25', 2026)).toBe('2026-12-25');
    expect(toDateOfYear('02-29', 2026)).toBe('2028-02-29');
  });
});
