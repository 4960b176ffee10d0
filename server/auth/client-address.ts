import type { CallerOrigin } from '@/server/services/origin';

/** The address a request came from, as the nearest proxy or our own server wrote it down; empty where unknown. */
export function toClientAddress(headers: Record<string, unknown>): string {
  const forwarded = headers['x-forwarded-for'];
  if (typeof forwarded !== 'string') return '';
  // Anyone can send the left part; the right end was added last, nearest to us.
  return forwarded.split(',').at(-1)?.trim() ?? '';
}

/** Where a request to the console came from. */
export function toCallerOrigin(headers: Headers): CallerOrigin {
  const address = toClientAddress({ 'x-forwarded-for': headers.get('x-forwarded-for') });
  return { address, userAgent: headers.get('user-agent') ?? '' };
}
