import type { Clock } from '@/server/gateways/clock';
import { domainError } from '@/server/shared/errors';
import { toClientKey } from './client-key';

/*
 * strangers/limited   An address that sends `limit` requests without a valid credential in a window is answered rate_limited
 *                     for the rest of it, except for requests with a credential that this process has seen to be valid.
 * strangers/no-query  Such a request causes no database query.
 * strangers/bounded   At most 20,000 addresses are counted; the oldest entry is evicted first.
 */

export type StrangerLimitOptions = { clock: Clock; limit: number; windowMs: number };

export type StrangerLimit = {
  /** Throws rate_limited when the address has reached the limit; `isKnown` says whether its credential is known. */
  check(address: string, isKnown: () => boolean): void;
  /** Counts a request without a valid credential. */
  count(address: string): void;
};

const MAX_ADDRESSES = 20_000;

/** Creates the counts of one process. Requests without a known address are not limited. */
export function createStrangerLimit({ clock, limit, windowMs }: StrangerLimitOptions): StrangerLimit {
  const counts = new Map<string, number>();
  let windowNo = 0;

  const roll = (): void => {
    const now = Math.floor(clock.now() / windowMs);
    if (now <= windowNo) return;
    windowNo = now;
    counts.clear();
  };

  return {
    check: (address, isKnown) => {
      // Costs nothing while there are no strangers.
      if (counts.size === 0 || address === '') return;
      roll();
      if ((counts.get(toClientKey(address)) ?? 0) < limit || isKnown()) return;
      const retryAfterMs = Math.max(0, (windowNo + 1) * windowMs - clock.now());
      throw domainError('rate_limited', { limit, whose: 'address', windowMs, retryAfterMs });
    },
    count: (address) => {
      if (address === '') return;
      roll();
      const subject = toClientKey(address);
      const [first] = counts.keys();
      if (counts.size >= MAX_ADDRESSES && first !== undefined && !counts.has(subject)) counts.delete(first);
      counts.set(subject, (counts.get(subject) ?? 0) + 1);
    },
  };
}
