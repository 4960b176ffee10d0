import type { IncomingMessage } from 'node:http';

const HOSTS = ['host', 'x-forwarded-host'] as const;

/**
 * Whether path and host of a request can be parsed: Next and next-auth fail otherwise. When several proxies added
 * hosts, the first one is kept, which is the browser's.
 */
export function isWellFormedRequest({ url, headers }: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  const forwarded = headers['x-forwarded-host']?.toString().split(',')[0]?.trim();
  if (forwarded) headers['x-forwarded-host'] = forwarded;
  return isPath(url?.split('?')[0] ?? '') && HOSTS.every((name) => isHost(headers[name]?.toString() ?? ''));
}

function isPath(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isHost(host: string): boolean {
  return host === '' || (!/[/?#@\\]/.test(host) && URL.canParse(`http://${host}`));
}
