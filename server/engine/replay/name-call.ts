import type { HttpRequest } from '../protocol';

/** Names a call for people: its method, its connection if it has one, and its URL. */
export function nameCall({ method, connection, url }: HttpRequest): string {
  return [method, connection, url].filter((part) => part !== undefined).join(' ');
}
