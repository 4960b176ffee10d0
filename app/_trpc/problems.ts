import { TRPCClientError } from '@trpc/client';
import type { ShownError } from '@/app/_ui/state/error-state';
import type { AppRouter } from '@/server/trpc/root';

type Failure = TRPCClientError<AppRouter>;
type Problem = NonNullable<Failure['data']>['problem'];

/** The server's message about a failure; null without one, as when the server was not reached. */
export function findProblem(error: unknown): Problem | null {
  return error instanceof TRPCClientError ? ((error as Failure).data?.problem ?? null) : null;
}

/** Formats a failure for `ErrorState` and `ErrorNote`; null for none. */
export function toShownError(error: unknown): ShownError | null {
  if (!error) return null;
  const problem = findProblem(error);
  if (!problem)
    return { title: 'The server could not be reached.', advice: 'Check the connection and try again.' };
  const { title, advice, requestId } = problem;
  return { title, advice, requestId: problem.code === 'internal' ? (requestId ?? undefined) : undefined };
}

/** The error of one field of the input, e.g. `name` or `scopes`; null when there is none. */
export function fieldError(error: unknown, field: string): string | null {
  return findProblem(error)?.issues.find(({ path }) => String(path[0]) === field)?.message ?? null;
}

/** As `toShownError`, but null when every issue belongs to a field and is shown there. */
export function toFormError(error: unknown, fields: readonly string[]): ShownError | null {
  const issues = findProblem(error)?.issues ?? [];
  const allShown = issues.length > 0 && issues.every(({ path }) => fields.includes(String(path[0])));
  return allShown ? null : toShownError(error);
}
