import type { z } from '@hono/zod-openapi';
import { domainError } from '@/server/shared/errors';

/** Parses one part of a request by its schema; throws invalid_request naming every offending field. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw domainError('invalid_request', { issues: parsed.error.issues.map(toFieldIssue) });
}

function toFieldIssue({ path, message }: z.core.$ZodIssue): { path: (string | number)[]; message: string } {
  return { path: path.map((key) => (typeof key === 'symbol' ? String(key) : key)), message };
}
