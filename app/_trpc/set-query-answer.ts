import type { InferDataFromTag, QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Keeps what a change answered as the newest there is. A read that is under way may be older and would come later; so it
 * is dropped.
 */
export function setQueryAnswer<Key extends QueryKey>(
  queries: QueryClient,
  queryKey: Key,
  answer: NoInfer<InferDataFromTag<unknown, Key>>,
): void {
  void queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData<unknown>(queryKey, answer);
}
