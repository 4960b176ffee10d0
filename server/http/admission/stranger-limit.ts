import type { Clock } from '@/server/gateways/clock';
import { domainError } from '@/server/shared/errors';
import { toClientKey } from './client-key';

/*
 * strangers/limited   An address whose requests came without a credential, or with a wrong one, so many times in a window is
 *                     answered rate_limited for the rest of it, unless its request names a credential that this process
 *                     has found to be somebody's.
 * strangers/no-query  For such a request nothing is looked up in the database.
 * strangers/bounded   What is known of addresses is bounded: the one that was noted first is forgotten.
 */

export type StrangerLimitOptions = { clock: Clock; limit: number; windowMs: number };

export type StrangerLimit = {
  /** Throws rate_limited where the address has spent its requests; `isKnown` tells whether a credential is known. */
  check(address: string, isKnown: () => boolean): void;
  /** Counts a request of somebody who showed no credential that opens anything. */
  count(address: string): void;
};

const MAX_ADDRESSES = 20_000;

/** Makes a process's counts of strangers, which it holds by itself. An address that nobody knows is not limited. */
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
      // Nothing is spent where nobody is a stranger.
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
