import type { z } from 'zod';
import { describeIssue, toIssuePath } from '@/server/shared/describe-issue';
import { boundIssues, domainError, type FieldIssue } from '@/server/shared/errors';

type Path = (string | number)[];

/**
 * Parses a value with a schema; throws invalid_request naming every invalid field, each under `at`, together with the
 * issues `besides`, so that a caller learns of everything at once.
 */
export function requireValid<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: Path = [],
  besides: readonly FieldIssue[] = [],
): z.output<S> {
  const parsed = schema.safeParse(value, { error: describeIssue });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: [...at, ...toIssuePath(path)],
    message,
  }));
  const known = new Set(issues.map(({ path }) => path.join('.')));
  const others = besides.filter(({ path }) => !known.has(path.join('.')));
  throw domainError('invalid_request', { issues: boundIssues([...issues, ...others]) });
}

/** Throws invalid_request when there are issues. */
export function requireNoIssues(issues: FieldIssue[]): void {
  if (issues.length > 0) throw domainError('invalid_request', { issues: boundIssues(issues) });
}
