import { domainError } from '@/server/shared/errors';

/** Formats a revision as an ETag. */
export function toETag(revision: number): string {
  return `"${revision}"`;
}

/** Parses If-Match: the required revision, or undefined for none; throws precondition_failed for a foreign ETag. */
export function parseIfMatch(header: string | null): number | undefined {
  if (header === null || header.trim() === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (revision === undefined) throw domainError('precondition_failed', { current: 'unknown' });
  return Number(revision);
}
