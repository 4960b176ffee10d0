import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';
import type { Exchange } from './exchange';

/** How many requests one key may make in a window, in each process. */
export type RateLimit = { limit: number; windowMs: number };

export type RateLimiter = { spend(actor: Actor, exchange: Exchange): Promise<void> };

/** Counts requests per key; throws rate_limited, and tells every answer what is left. */
export function createRateLimiter({ limit, windowMs }: RateLimit): RateLimiter {
  const counter = new RateLimiterMemory({ points: limit, duration: windowMs / 1_000 });
  return {
    async spend(actor, { headers, address }) {
      const spent = await counter.consume(spenderOf(actor, address)).catch(asRefusal);
      headers['RateLimit-Limit'] = String(limit);
      headers['RateLimit-Remaining'] = String(spent.remainingPoints);
      headers['RateLimit-Reset'] = String(Math.ceil(spent.msBeforeNext / 1_000));
      if (spent.consumedPoints <= limit) return;
      throw domainError('rate_limited', { limit, windowMs, retryAfterMs: spent.msBeforeNext });
    },
  };
}

// The counter rejects with a result, not an error, when the limit is passed.
function asRefusal(reason: unknown): RateLimiterRes {
  if (reason instanceof Error) throw reason;
  return reason as RateLimiterRes;
}

/** A visitor is their conversation; before they have one, an address on a channel. */
function spenderOf(actor: Actor, address: string): string {
  if (actor.type === 'apiKey') return actor.keyId;
  if (actor.type !== 'visitor') return `${actor.type}:${actor.orgId}`;
  if (actor.threadId !== null) return `visitor:${actor.threadId}`;
  return `visitor:${actor.channelId}:${address}`;
}
