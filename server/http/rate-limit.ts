import { createHash } from 'node:crypto';
import type { Actor } from '@/server/services/context';
import type { Count } from '@/server/services/rate-limit/count-teller';
import { type RateWindows, sumOf } from '@/server/services/rate-limit/rate-windows';
import { domainError, type LimitOwner } from '@/server/shared/errors';
import type { Exchange } from './exchange';

/** How many requests one key, and all of an organization together, may make in a window, over all processes. */
export type RateLimits = { windows: RateWindows; perKey: number; perOrganization: number };

export type RateLimiter = { spend(actor: Actor, exchange: Pick<Exchange, 'headers' | 'address'>): void };

type Standing = { count: Count; limit: number; whose: LimitOwner };

/** Counts requests per key and organization; throws rate_limited, and tells every answer what is left of the nearer limit. */
export function createRateLimiter({ windows, perKey, perOrganization }: RateLimits): RateLimiter {
  const refuse = ({ limit, whose }: Standing): Error =>
    domainError('rate_limited', {
      limit,
      whose,
      windowMs: windows.windowMs,
      retryAfterMs: windows.leftMs(),
    });
  return {
    spend(actor, { headers, address }) {
      const org = windows.of(actor.orgId);
      const whole: Standing = { count: org.whole, limit: perOrganization, whose: 'organization' };
      if (leftOf(whole) <= 0) {
        tell(headers, whole, windows);
        throw refuse(whole);
      }
      const own: Standing = {
        count: windows.in(org, spenderOf(actor, address)),
        limit: perKey,
        whose: OWNERS[actor.type],
      };
      if (leftOf(own) > 0) {
        windows.add(own.count);
        windows.add(whole.count);
        tell(headers, leftOf(own) < leftOf(whole) ? own : whole, windows);
        return;
      }
      tell(headers, own, windows);
      throw refuse(own);
    },
  };
}

const OWNERS: Readonly<Record<Actor['type'], LimitOwner>> = {
  apiKey: 'key',
  visitor: 'visitor',
  user: 'person',
  system: 'organization',
};

function leftOf({ count, limit }: Standing): number {
  return limit - sumOf(count);
}

function tell(headers: Record<string, string>, nearer: Standing, windows: RateWindows): void {
  headers['RateLimit-Limit'] = String(nearer.limit);
  headers['RateLimit-Remaining'] = String(Math.max(0, leftOf(nearer)));
  headers['RateLimit-Reset'] = String(Math.ceil(windows.leftMs() / 1_000));
}

/** A visitor is their conversation; before they have one, an address on a channel, of which only a hash is kept. */
function spenderOf(actor: Actor, address: string): string {
  if (actor.type === 'apiKey') return `key:${actor.keyId}`;
  if (actor.type !== 'visitor') return actor.type;
  if (actor.threadId !== null) return `visitor:${actor.threadId}`;
  return `visitor:${createHash('sha256').update(`${actor.channelId}:${address}`).digest('base64url')}`;
}
