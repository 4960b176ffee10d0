import type { Platform } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';
import type { EmptyResponse } from '../response/response';
import type { AuthRequest } from './auth-request';
import { allowsOrigin } from './origins';
import type { RequestContext } from './request-context';

/*
 * Calls from pages of other origins.
 * C1 An answer names the caller's origin exactly when the origin is allowed by the credential that was used.
 * C2 A request of another origin is refused before anything of it is done; one that names no origin is no page's.
 * C3 A preflight carries no credential, so it is allowed when some credential would be.
 */

/** What an API that pages may call knows of origins. */
export type CorsPolicy = {
  /** Tells whether any credential may be used from pages of the origin. */
  allows(platform: Platform, origin: string): Promise<boolean>;
  /** Headers of the API's own that pages may send. */
  requestHeaders: readonly string[];
};

const REQUEST_HEADERS = 'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id';
const EXPOSED_HEADERS =
  'ETag, Idempotency-Replayed, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Edge-Source, X-Request-Id';
const PREFLIGHT_SECONDS = 600;

/** Admits a page by the patterns of its credential; throws origin_not_allowed. */
export function admitOrigin({ request, setHeader }: AuthRequest, patterns: readonly string[]): void {
  const origin = request.headers.get('origin');
  if (origin === null) return;
  if (!allowsOrigin(patterns, origin)) throw domainError('origin_not_allowed', { origin });
  setHeader('Access-Control-Allow-Origin', origin);
  setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
}

/** Tells whether a request is a browser's question whether it may ask. */
export function isPreflight({ method, request: { headers } }: RequestContext): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
}

/** Answers a preflight; throws origin_not_allowed. */
export async function respondToPreflight(
  platform: Platform,
  policy: CorsPolicy,
  { request }: RequestContext,
  allowed: readonly string[],
): Promise<EmptyResponse> {
  const origin = request.headers.get('origin') ?? '';
  if (!(await policy.allows(platform, origin))) throw domainError('origin_not_allowed', { origin });
  return {
    status: 204,
    headers: {
      Allow: allowed.join(', '),
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': allowed.join(', '),
      'Access-Control-Allow-Headers': [REQUEST_HEADERS, ...policy.requestHeaders].join(', '),
      'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    },
  };
}
