import type { IncomingMessage } from 'node:http';

/**
 * Writes the connection's own address behind what the request says it was forwarded for, as a proxy does: the right
 * end of that header is then true, whatever a client sent.
 */
export function noteAddress({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): void {
  const said = headers['x-forwarded-for'];
  const before = Array.isArray(said) ? said.join(', ') : said;
  const address = socket.remoteAddress ?? 'unknown';
  headers['x-forwarded-for'] = before ? `${before}, ${address}` : address;
}
