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

type Issues = Problem['issues'];

/** Issues by the fields that a form shows, and the others. */
type SortedIssues = { byField: ReadonlyMap<string, string>; others: Issues };

/** Sorts issues by field: each belongs to the longest beginning of its path that names one. */
export function sortIssues(issues: Issues, isField: (name: string) => boolean): SortedIssues {
  const byField = new Map<string, string>();
  const others: Issues = [];
  for (const issue of issues) {
    const names = issue.path.map((_, index) => issue.path.slice(0, index + 1).join('.'));
    const name = names.findLast(isField);
    if (name === undefined) others.push(issue);
    else if (!byField.has(name)) byField.set(name, issue.message);
  }
  return { byField, others };
}
