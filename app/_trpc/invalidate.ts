import type { QueryClient, QueryFilters } from '@tanstack/react-query';

/**
 * Asks again for what has changed. What is under way may have been answered before the change, and a first answer would
 * be waited for instead of asked for anew; so it is dropped.
 */
export async function invalidate(queries: QueryClient, filters: QueryFilters): Promise<void> {
  await queries.cancelQueries(filters);
  await queries.invalidateQueries(filters);
}
