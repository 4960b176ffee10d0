import { domainError } from '@/server/shared/errors';

/**
 * Refuses what another site's page could send: the cookie alone does not show that our own console asks. `publicUrl` is
 * where the console is reached when a proxy does not pass the host on.
 */
export function requireOwnConsole(request: Request, publicUrl?: string): void {
  const write = request.method !== 'GET';
  if (!isSameOrigin(request.headers, write, publicUrl))
    throw domainError('permission_denied', { scope: null });
  if (write) requireJson(request.headers);
}

/** Browsers say where a request comes from; on a write, one that says nothing is refused. */
export function isSameOrigin(headers: Headers, write: boolean, publicUrl?: string): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null && site !== 'same-origin' && !(site === 'none' && !write)) return false;
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  const ours = [host, publicUrl && new URL(publicUrl).host];
  if (origin !== null) return URL.canParse(origin) && ours.includes(new URL(origin).host);
  return site === 'same-origin' || !write;
}

// A form of another site can post multipart without asking first; JSON it cannot.
function requireJson(headers: Headers): void {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw domainError('unsupported_media_type', { expected: 'application/json' });
}
