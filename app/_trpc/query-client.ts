import { QueryCache, QueryClient } from '@tanstack/react-query';
import { findProblem } from './problems';

const FRESH_MS = 5_000;
const MAX_RETRIES = 2;
// A change is sent again by itself only where nobody would have pressed again by then.
const PATIENCE_MS = 5_000;

/** Makes the cache of what was asked. Only what may pass by itself is asked again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: askWhenAllowed }),
    defaultOptions: {
      mutations: {
        // Without a network a call fails and says so, rather than waiting in silence.
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

/** How long to wait before a request that was refused unread may be sent again, in milliseconds; without end for others. */
function waitOf(error: unknown): number {
  return findProblem(error)?.retryAfterMs ?? Number.POSITIVE_INFINITY;
}

type Asked = { isActive(): boolean; fetch(): Promise<unknown> };

/** Asks again, while the page says why nothing came, for what a limit refused. */
function askWhenAllowed(error: unknown, query: Asked): void {
  const waitMs = waitOf(error);
  if (!Number.isFinite(waitMs)) return;
  setTimeout(() => {
    if (query.isActive()) query.fetch().catch(() => undefined);
  }, waitMs);
}
