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

/** Formats a hash as an ETag. */
export function toHashETag(hash: string): string {
  return `"${hash}"`;
}

/** Parses If-Match of a resource whose ETag is an MD5 hash, like `parseIfMatch`. */
export function parseIfMatchHash(header: string | null): string | undefined {
  if (header === null || header.trim() === '*') return undefined;
  const hash = /^"([0-9a-f]{32})"$/.exec(header.trim())?.[1];
  if (hash === undefined) throw domainError('precondition_failed', { current: 'unknown' });
  return hash;
}
