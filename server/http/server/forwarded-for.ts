import type { IncomingMessage } from 'node:http';

/**
 * Writes the connection's own address behind what the request says it was forwarded for, as a proxy does: the right
 * end of that header is then true, whatever a client sent.
 */
export function appendForwardedFor({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): void {
  const said = headers['x-forwarded-for'];
  const before = Array.isArray(said) ? said.join(', ') : said;
  const address = socket.remoteAddress ?? 'unknown';
  headers['x-forwarded-for'] = before ? `${before}, ${address}` : address;
}

/** The right end of an X-Forwarded-For: anyone can send the left part, the right end was added last, nearest to us. */
export function lastForwardedFor(header: string | string[] | null | undefined): string | null {
  return header?.toString().split(',').at(-1)?.trim() || null;
}
