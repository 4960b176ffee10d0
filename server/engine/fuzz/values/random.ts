import { hashText } from '../../nodes/branches/hash-text';

/** Random choices that are the same for the same seed. */
export type Random = {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
  /** A whole number below `count`. */
  below(count: number): number;
  chance(probability: number): boolean;
  /** One of the items; undefined if there is none. */
  pick<T>(items: readonly T[]): T | undefined;
  /** One of the items, as often as its weight says. */
  weigh<T>(items: readonly (readonly [weight: number, item: T])[]): T | undefined;
};

/** Creates the random choices of a seed (mulberry32). */
export function createRandom(seed: string): Random {
  let state = hashText(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)],
    weigh(items) {
      let left = next() * items.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, item] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items.at(-1)?.[1];
    },
  };
}
