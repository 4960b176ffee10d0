import type { InferDataFromTag, QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Stores the result of a mutation as the newest data. A pending read may be older and arrive later, so it is
 * canceled.
 */
export function setQueryAnswer<Key extends QueryKey>(
  queries: QueryClient,
  queryKey: Key,
  answer: NoInfer<InferDataFromTag<unknown, Key>>,
): void {
  void queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData<unknown>(queryKey, answer);
}
