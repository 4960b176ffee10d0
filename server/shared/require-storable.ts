import { domainError } from './errors';
import { findJsonDefect } from './json';

/** Returns the value; throws invalid_request where the database could not hold it unchanged, nor look for it. `path` is where the caller wrote it. */
export function requireStorable<T>(value: T, path: readonly string[] = []): T {
  const defect = findJsonDefect(value);
  if (!defect) return value;
  throw domainError('invalid_request', {
    issues: [{ path: [...path, ...defect.path], message: defect.reason }],
  });
}
