/** A seeded random generator: the same seed gives the same numbers. */
export type Chance = {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, below). */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
};

/** Makes the generator of a seed (mulberry32). */
export function seedChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('there is nothing to pick');
    return list[below(list.length)] as T;
  };
  return { next, below, pick };
}

/** The generator of one case, so that the case can be repeated alone. */
export function seedCase(seed: number, no: number): Chance {
  return seedChance(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(no + 1, 0xc2b2ae35));
}
