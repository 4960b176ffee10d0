import { hashText } from './hash-text';

const RANGE = 2 ** 32;

/** Chooses one of these by weight, by chance that follows from the text alone; undefined if there is none. */
export function drawByWeight<T extends { weight: number }>(text: string, items: readonly T[]): T | undefined {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  let left = Math.floor((hashText(text) / RANGE) * total);
  const drawn = items.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return drawn ?? items[0];
}
