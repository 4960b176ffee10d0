import { describe, expect, it } from 'vitest';
import { makeHours, spansOf, toTimeText, withSpans } from './business-hours';

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
    expect([toTimeText('9:00'), toTimeText('17:30')]).toEqual(['09:00', '17:30']);
  });
});
