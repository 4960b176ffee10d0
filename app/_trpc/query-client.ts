import { QueryCache, QueryClient } from '@tanstack/react-query';
import { findProblem } from './problems';

const FRESH_MS = 5_000;
const MAX_RETRIES = 2;
// A mutation is retried by itself only for as long as a person would not have pressed again.
const PATIENCE_MS = 5_000;

/** Creates the query cache. Only failures that may pass by themselves are retried. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: askWhenAllowed }),
    defaultOptions: {
      mutations: {
        // Without a network a call fails at once instead of being paused.
        networkMode: 'always',
        retry: (tries, error) => tries < MAX_RETRIES && waitOf(error) <= PATIENCE_MS,
        retryDelay: (_, error) => waitOf(error),
      },
      queries: {
        networkMode: 'always',
        staleTime: FRESH_MS,
        retry: (tries, error) => tries < MAX_RETRIES && isPassing(error),
      },
    },
  });
}

const PASSING: ReadonlySet<string> = new Set(['internal', 'overloaded']);

function isPassing(error: unknown): boolean {
  const problem = findProblem(error);
  return !problem || PASSING.has(problem.code);
}

/** The time in milliseconds until a request that was refused unread may be retried; Infinity for others. */
function waitOf(error: unknown): number {
  return findProblem(error)?.retryAfterMs ?? Number.POSITIVE_INFINITY;
}

type Asked = { isActive(): boolean; fetch(): Promise<unknown> };

/** Retries reads that a rate limit refused, while the page shows the reason. */
function askWhenAllowed(error: unknown, query: Asked): void {
  const waitMs = waitOf(error);
  if (!Number.isFinite(waitMs)) return;
  setTimeout(() => {
    if (query.isActive()) query.fetch().catch(() => undefined);
  }, waitMs);
}
