/*
 * Redirects that a call allows.
 *
 * redirect/guarded       Every hop is checked like the first URL (outbound/public-only).
 * redirect/own-origin    Another origin gets none of the author's headers but the harmless ones: each could be a credential.
 * redirect/never-to-http A call over https does not go on over http.
 */
import type { HttpRequest } from '@/server/engine/protocol';
import { parseUrl } from './address-guard';
import { BlockedAddressError } from './guarded-lookup';

/** Thrown for a call that was redirected more often than allowed. */
export class RedirectsError extends Error {
  constructor(most: number) {
    super(`with more than ${most} redirects`);
    this.name = 'RedirectsError';
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const HARMLESS: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

type Head = { status: number; headers: Readonly<Record<string, string>> };

/**
 * The request that a redirect leads to; null for another response, a redirect without a valid address, or a call that
 * follows none. Throws BlockedAddressError, RedirectsError.
 */
export function findRedirect(
  sent: HttpRequest,
  { status, headers }: Head,
  { hops, most }: { hops: number; most: number },
): HttpRequest | null {
  if (most === 0 || !REDIRECTS.has(status)) return null;
  const { location = '' } = headers;
  const from = parseUrl(sent.url);
  if (location === '' || !from || !URL.canParse(location, from)) return null;
  if (hops >= most) throw new RedirectsError(most);
  const to = new URL(location, from);
  if (from.protocol === 'https:' && to.protocol === 'http:')
    throw new BlockedAddressError('a redirect leads from https to http');
  if (from.origin !== to.origin && sent.secrets?.body && !turnsIntoGet(sent.method, status))
    throw new BlockedAddressError('a redirect leads a secret to another host');
  return { ...toNextMethod(sent, status), url: to.href, headers: keepHeaders(sent, status, from, to) };
}

// As browsers do (Fetch, 4.4): 303 fetches the result of any method, 301 and 302 that of POST.
function turnsIntoGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return method === 'POST' && (status === 301 || status === 302);
}

function toNextMethod(sent: HttpRequest, status: number): HttpRequest {
  return turnsIntoGet(sent.method, status) ? { ...sent, method: 'GET', body: null } : sent;
}

function keepHeaders(sent: HttpRequest, status: number, from: URL, to: URL): Record<string, string> {
  const isBodyGone = turnsIntoGet(sent.method, status);
  const kept = Object.entries(sent.headers).filter(([given]) => {
    const name = given.toLowerCase();
    if (isBodyGone && name.startsWith('content-')) return false;
    return from.origin === to.origin || HARMLESS.has(name);
  });
  return Object.fromEntries(kept);
}
