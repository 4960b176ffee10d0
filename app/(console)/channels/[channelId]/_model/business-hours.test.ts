import { describe, expect, it } from 'vitest';
import { makeHours, spansOf, toTimeText, withSpans } from './business-hours';

const hours = makeHours('Europe/Berlin');

describe('business hours', () => {
  it('begin as those of a working week', () => {
    expect(spansOf(hours, 'Monday')).toEqual([{ from: '9:00', to: '17:00' }]);
    expect(spansOf(hours, 'Sunday')).toEqual([]);
  });

  it('keep the order of the week, and leave out closed days', () => {
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

  it('are formatted with two digits for the field', () => {
    expect([toTimeText('9:00'), toTimeText('17:30')]).toEqual(['09:00', '17:30']);
  });
});
