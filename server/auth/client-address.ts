import type { CallerOrigin } from '@/server/services/origin';

/** The client's address as written by the nearest proxy or our own server; empty when unknown. */
export function toClientAddress(headers: Record<string, unknown>): string {
  const forwarded = headers['x-forwarded-for'];
  if (typeof forwarded !== 'string') return '';
  // Clients can set the entries before it; the nearest proxy added the last.
  return forwarded.split(',').at(-1)?.trim() ?? '';
}

/** The address and user agent of a console request. */
export function toCallerOrigin(headers: Headers): CallerOrigin {
  const address = toClientAddress({ 'x-forwarded-for': headers.get('x-forwarded-for') });
  return { address, userAgent: headers.get('user-agent') ?? '' };
}
