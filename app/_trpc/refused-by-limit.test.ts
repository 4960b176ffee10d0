import { MutationObserver, QueryObserver } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeQueryClient } from './query-client';

function refusal(code: string, retryAfterMs?: number): TRPCClientError<never> {
  const problem = { code, title: 'T', issues: [], requestId: null, details: {}, retryAfterMs };
  const error = { message: 'T', code: -32_600, data: { problem } };
  return TRPCClientError.from({ error } as never);
}

/** Answers with the refusals, one after the other, and then with "done". */
function answerAfter(...refusals: Error[]) {
  return vi.fn(() => {
    const next = refusals.shift();
    return next ? Promise.reject(next) : Promise.resolve('done');
  });
}

describe('a call that a rate limit refused', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('fails at once, and is retried by itself when allowed', async () => {
    const queryFn = answerAfter(refusal('rate_limited', 20_000));
    const list = new QueryObserver(makeQueryClient(), { queryKey: ['list'], queryFn });
    const leave = list.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(19_999);
    expect([list.getCurrentResult().status, queryFn.mock.calls.length]).toEqual(['error', 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect([list.getCurrentResult().data, queryFn.mock.calls.length]).toEqual(['done', 2]);
    leave();
  });

  it('is not retried for a page that was left', async () => {
    const queryFn = answerAfter(refusal('rate_limited', 20_000));
    const list = new QueryObserver(makeQueryClient(), { queryKey: ['list'], queryFn });
    const leave = list.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(1);
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(queryFn).toHaveBeenCalledOnce();
  });

  it.each([
    ['is sent again by itself where the server is busy', refusal('overloaded', 2_000), 2, 'success'],
    ['is left to the person where it takes long', refusal('rate_limited', 20_000), 1, 'error'],
    ['is left to the person where something may have been done', refusal('overloaded'), 1, 'error'],
    ['is left to the person where it was tried too often', refusal('rate_limited'), 1, 'error'],
  ])('and that is a mutation, %s', async (_, first, sent, status) => {
    const mutationFn = answerAfter(first);
    const change = new MutationObserver(makeQueryClient(), { mutationFn });
    const leave = change.subscribe(() => undefined);
    change.mutate().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([mutationFn.mock.calls.length, change.getCurrentResult().status]).toEqual([sent, status]);
    leave();
  });
});
