import { domainError } from '@/server/shared/errors';

/**
 * Refuses requests that another site's page could send: a cookie alone does not identify our console. `publicUrl` is
 * the console's URL when a proxy does not pass the host on.
 */
export function requireOwnConsole(request: Request, publicUrl?: string): void {
  const write = request.method !== 'GET';
  if (!isSameOrigin(request.headers, write, publicUrl))
    throw domainError('permission_denied', { scope: null });
  if (write) requireJson(request.headers);
}

/** Browsers name the origin of a request; a write without one is refused. */
export function isSameOrigin(headers: Headers, write: boolean, publicUrl?: string): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null && site !== 'same-origin' && !(site === 'none' && !write)) return false;
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  const ours = [host, publicUrl && new URL(publicUrl).host];
  if (origin !== null) return URL.canParse(origin) && ours.includes(new URL(origin).host);
  return site === 'same-origin' || !write;
}

// Another site's form can post multipart without a preflight, but not JSON.
function requireJson(headers: Headers): void {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw domainError('unsupported_media_type', { expected: 'application/json' });
}
