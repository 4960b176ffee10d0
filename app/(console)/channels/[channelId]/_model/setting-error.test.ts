import { describe, expect, it } from 'vitest';
import { isFormError, wordIssue } from './setting-error';

describe('wordIssue', () => {
  it.each([
    [['settings', 'waitSeconds'], 'This must be more.'],
    [['settings', 'allowedOrigins', 1], 'Entry 2 must be more.'],
    [
      ['settings', 'businessHours', 0, 'weekdays', 2, 'from'],
      'Entry 1, weekdays, entry 3, from must be more.',
    ],
  ])('names the place of %j', (path, text) => {
    expect(wordIssue({ path, message: 'must be more' })).toBe(text);
  });
});

describe('isFormError', () => {
  it('is true for every failure without field issues', () => {
    expect(isFormError(null, [])).toBe(false);
    expect(isFormError(new Error('offline'), ['name'])).toBe(true);
  });
});
