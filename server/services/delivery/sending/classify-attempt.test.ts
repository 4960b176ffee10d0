import { describe, expect, it } from 'vitest';
import type { AttemptRecord } from '@/server/db/delivery/attempts';
import { classifyAttempt } from './classify-attempt';

const DELIVERY = {
  kind: 'umi',
  webhookSchedule: 'vendor',
  maxRetryCount: 3,
  disableOnGone: false,
  attempts: 0,
} as const;
const RECORD: AttemptRecord = {
  url: 'http://127.0.0.1:9/',
  startedAt: new Date(0),
  durationMs: 1,
  status: null,
  headers: null,
  body: null,
  errorCode: null,
  error: null,
};

const classify = (
  record: Partial<AttemptRecord>,
  delivery: { attempts?: number; disableOnGone?: boolean } = {},
) => classifyAttempt({ ...DELIVERY, ...delivery }, { ...RECORD, ...record }, { now: 0, random: 0 });

describe('the outcome of an attempt', () => {
  it.each([
    [199, 'again'],
    [200, 'delivered'],
    [299, 'delivered'],
    [300, 'again'],
    [404, 'again'],
    [500, 'again'],
  ])('with %i is %s (delivery/only-2xx)', (status, type) => {
    expect(classify({ status }).type).toBe(type);
  });

  it('names the status or the error (delivery/retry-then-dead)', () => {
    expect(classify({ status: 500 })).toEqual({
      type: 'again',
      delayMs: 2_000,
      reason: 'The endpoint answered 500.',
    });
    expect(classify({ error: 'Refused.' })).toEqual({ type: 'again', delayMs: 2_000, reason: 'Refused.' });
    expect(classify({})).toEqual({ type: 'again', delayMs: 2_000, reason: 'No response.' });
    expect(classify({}, { attempts: 3 })).toEqual({ type: 'dead', reason: 'No response.', gone: false });
  });

  it('waits as long as a response asks, whatever its headers are', () => {
    expect(classify({ status: 429, headers: { 'retry-after': '60' } })).toMatchObject({ delayMs: 60_000 });
    expect(classify({ status: 429, headers: null })).toMatchObject({ delayMs: 2_000 });
    expect(classify({ headers: { 'retry-after': '60' } })).toMatchObject({ delayMs: 2_000 });
  });

  it('of 410 is final where the channel says so (delivery/410-disables)', () => {
    const reason = 'The endpoint answered 410.';
    expect(classify({ status: 410 })).toEqual({ type: 'again', delayMs: 2_000, reason });
    expect(classify({ status: 410 }, { disableOnGone: true })).toEqual({ type: 'dead', reason, gone: true });
    expect(classify({ status: 404 }, { disableOnGone: true })).toMatchObject({ type: 'again' });
  });
});
