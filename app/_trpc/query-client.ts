import { QueryClient } from '@tanstack/react-query';
import { keepEqual } from '@/app/_lib/keep-equal';
import { findProblem } from './problems';

const FRESH_MS = 5_000;
const MAX_RETRIES = 2;

/** Makes the cache of what was asked. Only what may pass by itself is asked again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a network a call fails and says so, rather than waiting in silence.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: FRESH_MS,
        // The library's own way of sharing drops a member named __proto__.
        structuralSharing: keepEqual,
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
