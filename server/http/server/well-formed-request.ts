import type { IncomingMessage } from 'node:http';

const HOSTS = ['host', 'x-forwarded-host'] as const;

/**
 * Tells whether a request names its path and its host so that they can be read: Next and next-auth fail at what cannot.
 * Of the hosts that several proxies wrote down, the first stays, which is what the browser asked for.
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
