import { createHash } from 'node:crypto';
import type { Actor } from '@/server/services/context';
import type { RateCount } from '@/server/services/rate-limit/rate-count-sync';
import { type RateWindows, sumOf } from '@/server/services/rate-limit/rate-windows';
import { domainError, type LimitOwner } from '@/server/shared/errors';
import type { RequestContext } from '../routing/request-context';

/*
 * calls/limited  A console call counts toward the person and the organization of its sign-in, as a request counts toward its
 *                key; a batch counts as the number of its calls.
 */

/** The number of requests allowed in a window, over all processes. */
export type RateLimits = {
  windows: RateWindows;
  /** Also the limit of a visitor and of a person in the console. */
  perKey: number;
  perOrganization: number;
};

/** The address of a request, and the response headers that report the limit. */
type LimitedRequest = Pick<RequestContext, 'headers' | 'address'>;

export type RateLimiter = {
  /** Counts requests of a credential, one by default; throws rate_limited. */
  consume(actor: Actor, request: LimitedRequest, requests?: number): void;
};

type WindowState = { count: RateCount; limit: number; whose: LimitOwner };

/** Creates the limiter. Every response reports the limit that is nearer to its end. */
export function createRateLimiter(limits: RateLimits): RateLimiter {
  const { windows, perKey, perOrganization } = limits;
  return {
    consume(actor, request, requests = 1) {
      const org = windows.getOrg(actor.orgId);
      const orgState: WindowState = { count: org.total, limit: perOrganization, whose: 'organization' };
      requireRemaining(windows, orgState, request, requests);
      const own: WindowState = {
        count: windows.getSubject(org, toCountKey(actor, request.address)),
        limit: perKey,
        whose: OWNERS[actor.type],
      };
      requireRemaining(windows, own, request, requests);
      addTo(windows, [own.count, orgState.count], requests);
      setRateLimitHeaders(
        request.headers,
        remainingOf(own) < remainingOf(orgState) ? own : orgState,
        windows,
      );
    },
  };
}

function requireRemaining(
  windows: RateWindows,
  state: WindowState,
  { headers }: LimitedRequest,
  requests: number,
): void {
  if (remainingOf(state) >= requests) return;
  setRateLimitHeaders(headers, state, windows);
  const { limit, whose } = state;
  throw domainError('rate_limited', {
    limit,
    whose,
    windowMs: windows.windowMs,
    retryAfterMs: windows.leftMs(),
  });
}

function addTo(windows: RateWindows, counts: readonly RateCount[], requests: number): void {
  for (const count of counts) for (let added = 0; added < requests; added += 1) windows.add(count);
}

const OWNERS: Readonly<Record<Actor['type'], LimitOwner>> = {
  apiKey: 'key',
  visitor: 'visitor',
  user: 'person',
  system: 'organization',
};

function remainingOf({ count, limit }: WindowState): number {
  return limit - sumOf(count);
}

function setRateLimitHeaders(
  headers: Record<string, string>,
  nearer: WindowState,
  windows: RateWindows,
): void {
  headers['RateLimit-Limit'] = String(nearer.limit);
  headers['RateLimit-Remaining'] = String(Math.max(0, remainingOf(nearer)));
  headers['RateLimit-Reset'] = String(Math.ceil(windows.leftMs() / 1_000));
}

/** A visitor counts by conversation. Before there is one, by channel and a hash of the address. */
function toCountKey(actor: Actor, address: string): string {
  if (actor.type === 'apiKey') return `key:${actor.keyId}`;
  if (actor.type === 'user') return `person:${actor.userId}`;
  if (actor.type !== 'visitor') return actor.type;
  if (actor.threadId !== null) return `visitor:${actor.threadId}`;
  return `visitor:${hash(`${actor.channelId}:${address}`)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
