import type { Platform } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';
import type { EmptyResponse } from '../response/response';
import type { AuthRequest } from './auth-request';
import { allowsOrigin } from './origins';
import type { RequestContext } from './request-context';

/*
 * Calls from pages of other origins.
 * cors/named-when-allowed  A response names the caller's origin exactly when the credential allows it.
 * cors/refused-first       A request of a forbidden origin is refused before anything is done. One without an origin does
 *                          not come from a page.
 * cors/preflight           A preflight carries no credential, so it is allowed when any credential would be.
 */

/** The rules of an API that pages may call. */
export type CorsPolicy = {
  /** Whether any credential may be used from pages of the origin. */
  allows(platform: Platform, origin: string): Promise<boolean>;
  /** Additional headers that pages may send. */
  requestHeaders: readonly string[];
};

const REQUEST_HEADERS = 'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id';
const EXPOSED_HEADERS =
  'ETag, Idempotency-Replayed, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Edge-Source, X-Request-Id';
const PREFLIGHT_SECONDS = 600;

/** Checks the origin against the patterns of the credential; throws origin_not_allowed. */
export function admitOrigin({ request, setHeader }: AuthRequest, patterns: readonly string[]): void {
  const origin = request.headers.get('origin');
  if (origin === null) return;
  if (!allowsOrigin(patterns, origin)) throw domainError('origin_not_allowed', { origin });
  setHeader('Access-Control-Allow-Origin', origin);
  setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
}

/** Whether a request is a CORS preflight. */
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
