import type { QueryClient, QueryFilters } from '@tanstack/react-query';

/**
 * Refetches changed data. A pending request may have been answered before the change, and a first request would be
 * awaited instead of repeated, so both are canceled.
 */
export async function invalidate(queries: QueryClient, filters: QueryFilters): Promise<void> {
  await queries.cancelQueries(filters);
  await queries.invalidateQueries(filters);
}
