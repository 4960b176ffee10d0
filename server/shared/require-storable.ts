import { domainError } from './errors';
import { findJsonDefect } from './json';

/**
 * Returns the value; throws invalid_request when the database cannot store or compare it. `path` is its place in the
 * request.
 */
export function requireStorable<T>(value: T, path: readonly string[] = []): T {
  const defect = findJsonDefect(value);
  if (!defect) return value;
  throw domainError('invalid_request', {
    issues: [{ path: [...path, ...defect.path], message: defect.reason }],
  });
}
