const UNKNOWN = 'unknown';

/** The address a request came from, as the nearest proxy or our own server wrote it down. */
export function toClientAddress(headers: Record<string, unknown>): string {
  const forwarded = headers['x-forwarded-for'];
  if (typeof forwarded !== 'string') return UNKNOWN;
  // Anyone can send the left part; the right end was added last, nearest to us.
  return forwarded.split(',').at(-1)?.trim() || UNKNOWN;
}
