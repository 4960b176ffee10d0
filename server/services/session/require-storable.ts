import { domainError } from '@/server/shared/errors';
import { findJsonDefect } from '@/server/shared/json';

/** Throws invalid_request when PostgreSQL could not keep the data unchanged; `name` is where the caller wrote it. */
export function requireStorable(name: string, value: unknown): void {
  const defect = findJsonDefect(value);
  if (defect)
    throw domainError('invalid_request', {
      issues: [{ path: [name, ...defect.path], message: defect.reason }],
    });
}
