import { describe, expect, it } from 'vitest';
import type { SimpleAnswer } from '../../definition/answer';
import { parseAnswer as parse, readAnswer as read } from '../../fixtures/parse-answer';
import type { Json } from '../../json';

type Table = [input: string, stored: Json | undefined][];

describe('date', () => {
  it.each<Table[number]>([
    ['2026-12-31', '2026-12-31'],
    ['2026-1-2', '2026-01-02'],
    ['2026-12-31T10:00:00Z', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1. 2. 2026', '2026-02-01'],
    ['12/31/2026', '2026-12-31'],
    ['2/1/2026', '2026-02-01'],
    ['today', '2026-03-20'],
    ['Tomorrow', '2026-03-21'],
    ['yesterday', '2026-03-19'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['31/12/2026', undefined],
    ['1.2.26', undefined],
    ['next week', undefined],
    ['\u200e2026-12-31', '2026-12-31'],
    ['٢٠٢٦-١٢-٣١', '2026-12-31'],
    ['३१.१२.२०२६', '2026-12-31'],
    ['2026-12-31T99:99:99Z', undefined],
    ['2026-12-31T10', undefined],
    ['', undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'date' }, input)).toBe(stored);
  });

  it('enforces the bounds', () => {
    const answer: SimpleAnswer = { type: 'date', min: '2026-03-20', max: '2026-12-31' };
    expect(read(answer, 'today')).toBe('2026-03-20');
    expect(parse(answer, 'yesterday')).toEqual({
      ok: false,
      reason: 'Please give a date from 2026-03-20 on.',
    });
    expect(parse(answer, '2027-01-01')).toEqual({
      ok: false,
      reason: 'Please give a date up to 2026-12-31.',
    });
  });
});

describe('time', () => {
  it.each<Table[number]>([
    ['14:30', '14:30'],
    ['9:05', '09:05'],
    ['14.30', '14:30'],
    ['14h30', '14:30'],
    ['14:30:59', '14:30'],
    ['14:30:99', undefined],
    ['T99:99:99Z', undefined],
    ['１４：３０', '14:30'],
    ['١٤:٣٠', '14:30'],
    ['2:30\u202fpm', '14:30'],
    ['2:30 pm', '14:30'],
    ['2pm', '14:00'],
    ['12 a.m.', '00:00'],
    ['12 PM', '12:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['24:00', undefined],
    ['13 pm', undefined],
    ['0 am', undefined],
    ['12:60', undefined],
    ['7', undefined],
    ['soon', undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'time' }, input)).toBe(stored);
  });
});

describe('rating', () => {
  it.each<Table[number]>([
    ['1', 1],
    ['5', 5],
    ['4/5', 4],
    ['★★★', 3],
    ['⭐⭐', 2],
    ['⭐\ufe0f⭐\ufe0f', 2],
    ['★★☆☆☆', 2],
    ['4.0', 4],
    ['4,0', 4],
    ['4 stars', 4],
    ['1 Stern', 1],
    ['4★', 4],
    ['٤', 4],
    ['４', 4],
    ['4 apples', undefined],
    ['☆☆', undefined],
    ['0', undefined],
    ['6', undefined],
    ['4/10', undefined],
    ['3.5', undefined],
    ['good', undefined],
  ])('parses %j of 5 to %j', (input, stored) => {
    expect(read({ type: 'rating', max: 5 }, input)).toBe(stored);
  });
});
