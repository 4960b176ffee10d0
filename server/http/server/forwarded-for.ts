import type { IncomingMessage } from 'node:http';

/**
 * Appends the connection's address to X-Forwarded-For, as a proxy does: the last entry is then true, whatever the
 * client sent.
 */
export function appendForwardedFor({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): void {
  const given = headers['x-forwarded-for'];
  const before = Array.isArray(given) ? given.join(', ') : given;
  const address = socket.remoteAddress ?? 'unknown';
  headers['x-forwarded-for'] = before ? `${before}, ${address}` : address;
}

/**
 * The last entry of X-Forwarded-For. Clients can set the entries before it; the nearest proxy, or this server, added
 * the last.
 */
export function lastForwardedFor(header: string | string[] | null | undefined): string | null {
  return header?.toString().split(',').at(-1)?.trim() || null;
}
