import { domainError } from '@/server/shared/errors';

/** A revision as an entity tag. */
export function toETag(revision: number): string {
  return `"${revision}"`;
}

/** The revision that an If-Match header demands, undefined when it demands none; throws precondition_failed for a tag that was never given out. */
export function parseIfMatch(header: string | null): number | undefined {
  if (header === null || header.trim() === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (revision === undefined) throw domainError('precondition_failed', { current: 'unknown' });
  return Number(revision);
}
