import { type DomainError, domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { parseCursor } from '@/server/shared/page';

/** Parses a cursor over (time, id); throws invalid_request for an invalid one. */
export function requireTimeCursor(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const [at = '', id = ''] = parseCursor(cursor, 2) ?? [];
  const time = new Date(at);
  if (!Number.isNaN(time.getTime()) && isUuid(id)) return { at: time, id };
  throw invalidCursor();
}

/** The error for a cursor that no page of the list returned. */
export function invalidCursor(message = 'must be the nextCursor of an earlier page'): DomainError {
  return domainError('invalid_request', { issues: [{ path: ['cursor'], message }] });
}
