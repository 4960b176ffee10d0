import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { invalidate } from './invalidate';
import { setQueryAnswer } from './set-query-answer';

const queryKey = ['list'];

/** A list whose first answer is still pending; `answer` resolves the requests in their order. */
function openList() {
  const queries = new QueryClient();
  const answers: ((answer: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
  const stop = new QueryObserver(queries, { queryKey, queryFn }).subscribe(() => undefined);
  return { queries, answers, shown: () => queries.getQueryData(queryKey), stop };
}

describe('the data of a page after a mutation', () => {
  it('is fetched after it, not by a request from before', async () => {
    const { queries, answers, shown, stop } = openList();
    const again = invalidate(queries, { queryKey });
    answers[0]?.('before');
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.('after');
    await again;
    expect(shown()).toBe('after');
    stop();
  });

  it('is the result of the mutation, not of a request from before', async () => {
    const { queries, answers, shown, stop } = openList();
    setQueryAnswer(queries, queryKey, 'after');
    answers[0]?.('before');
    await new Promise(setImmediate);
    expect(shown()).toBe('after');
    expect(queries.isFetching()).toBe(0);
    stop();
  });
});
