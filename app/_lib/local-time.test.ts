import { describe, expect, it } from 'vitest';
import { parseLocalText, toLocalText } from './local-time';

describe('a local time', () => {
  it('survives the field to the minute', () => {
    const at = new Date(2026, 10, 22, 9, 5, 31);
    expect(toLocalText(at)).toBe('2026-11-22T09:05');
    expect(parseLocalText(toLocalText(at))).toEqual(new Date(2026, 10, 22, 9, 5));
  });

  it.each(['', 'soon'])('is null for %j', (text) => {
    expect(parseLocalText(text)).toBeNull();
  });
});
