import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './parse-retry-after';
import { getRetryDelay, getRetrySchedule, RETRY_SCHEDULES, type RetrySchedule } from './retry-schedules';

const HOUR_MS = 3_600_000;
const PLAIN = { random: 0, retryAfterMs: null, maxRetryCount: 3 };

function pausesOf(schedule: RetrySchedule, facts = PLAIN): number[] {
  const pauses: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const pause = getRetryDelay(schedule, attempts, facts);
    if (pause === 'dead') return pauses;
    pauses.push(pause);
  }
}

const sum = (pauses: number[]) => pauses.reduce((total, pause) => total + pause, 0);

describe('getRetryDelay', () => {
  it('follows umi’s documentation', () => {
    expect(RETRY_SCHEDULES.umi.timeoutMs).toBe(5_000);
    expect(pausesOf(RETRY_SCHEDULES.umi)).toEqual([2_000, 4_000, 8_000]);
    expect(pausesOf(RETRY_SCHEDULES.umi, { ...PLAIN, maxRetryCount: 0 })).toEqual([]);
    expect(pausesOf(RETRY_SCHEDULES.umi, { ...PLAIN, random: 0.5 })).toEqual([2_500, 4_500, 8_500]);
    expect(Math.max(...pausesOf(RETRY_SCHEDULES.umi, { ...PLAIN, maxRetryCount: 60 }))).toBe(24 * HOUR_MS);
  });

  it('continues for almost 4 hours on flowrest’s schedule', () => {
    const pauses = pausesOf(RETRY_SCHEDULES.hours);
    expect(pauses).toHaveLength(11);
    expect(sum(pauses)).toBeGreaterThan(3.9 * HOUR_MS);
    expect(sum(pausesOf(RETRY_SCHEDULES.hours, { ...PLAIN, random: 0.999 }))).toBeLessThan(4 * HOUR_MS);
  });

  it('makes 10 attempts over about 75 hours on the long schedule', () => {
    const pauses = pausesOf(RETRY_SCHEDULES.long);
    expect(pauses).toHaveLength(9);
    expect(pauses.slice(0, 3)).toEqual([5_000, 300_000, 1_800_000]);
    expect(pauses.slice(3).map((pause) => pause / HOUR_MS)).toEqual([2, 5, 10, 14, 20, 24]);
  });

  it('waits longer when asked to, never shorter, and never for more than a day', () => {
    const asked = (retryAfterMs: number) => getRetryDelay(RETRY_SCHEDULES.umi, 2, { ...PLAIN, retryAfterMs });
    expect(asked(60_000)).toBe(60_000);
    expect(asked(1_000)).toBe(4_000);
    expect(asked(10 * 24 * HOUR_MS)).toBe(24 * HOUR_MS);
    expect(getRetryDelay(RETRY_SCHEDULES.umi, 4, { ...PLAIN, retryAfterMs: 60_000 })).toBe('dead');
  });

  it('uses the vendor’s schedule unless the channel is set to long', () => {
    expect(getRetrySchedule('umi', 'vendor')).toBe(RETRY_SCHEDULES.umi);
    expect(getRetrySchedule('flowrest', 'vendor')).toBe(RETRY_SCHEDULES.hours);
    expect(getRetrySchedule('chat', 'vendor')).toBe(RETRY_SCHEDULES.hours);
    expect(getRetrySchedule('umi', 'long')).toBe(RETRY_SCHEDULES.long);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-03-20T10:00:00Z');
  it.each([
    [429, '120', 120_000],
    [503, ' 5 ', 5_000],
    [429, 'Fri, 20 Mar 2026 10:01:00 GMT', 60_000],
    [429, 'Fri, 20 Mar 2026 09:00:00 GMT', 0],
    [429, '99999999999999999999', 999_999_999_000],
    [429, 'soon', null],
    [429, '5s', null],
    [429, 'x5', null],
    [500, '120', null],
  ])('%s %s', (status, header, expected) => {
    expect(parseRetryAfter(status, { 'retry-after': header }, now)).toBe(expected);
  });

  it('returns null without the header', () => {
    expect(parseRetryAfter(429, {}, now)).toBeNull();
  });
});
