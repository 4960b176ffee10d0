import { describe, expect, it } from 'vitest';
import { makeHours, spansOf, toTimeText, withSpans } from './business-hours';

const hours = makeHours('Europe/Berlin');

describe('business hours', () => {
  it('are those of a working week to begin with', () => {
    expect(spansOf(hours, 'Monday')).toEqual([{ from: '9:00', to: '17:00' }]);
    expect(spansOf(hours, 'Sunday')).toEqual([]);
  });

  it('stay in the order of the week, and leave closed days out', () => {
    const span = { from: '10:00', to: '12:00' };
    const changed = withSpans(withSpans(hours, 'Sunday', [span]), 'Tuesday', []);
    expect(changed.weekdays.map(({ weekday }) => weekday)).toEqual([
      'Monday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Sunday',
    ]);
    expect(spansOf(withSpans(changed, 'Tuesday', [span]), 'Tuesday')).toEqual([span]);
  });

  it('are written with two digits for the field', () => {
    expect([toTimeText('9:00'), toTimeText('17:30')]).toEqual(['09:00', '17:30']);
  });
});
