import type { z } from '@hono/zod-openapi';
import { describeIssue, toIssuePath } from '@/server/shared/describe-issue';
import { boundIssues, domainError, type FieldIssue } from '@/server/shared/errors';

/** Parses one part of a request; throws invalid_request that names every invalid field. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: describeIssue });
  if (parsed.success) return parsed.data;
  throw domainError('invalid_request', {
    issues: boundIssues(parsed.error.issues.flatMap((issue) => toFieldIssues(issue, value))),
  });
}

function toFieldIssues(issue: z.core.$ZodIssue, value: unknown): FieldIssue[] {
  const path = toIssuePath(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: 'is not a known field' }));
  return [{ path, message: issue.message, ...(isMissing(value, path) && { missing: true as const }) }];
}

function isMissing(value: unknown, path: (string | number)[]): boolean {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return false;
    // A list of one, taken as its item.
    if (Array.isArray(inner) && typeof key === 'string') return false;
    inner = Reflect.get(inner, key);
  }
  return path.length > 0 && inner === undefined;
}
