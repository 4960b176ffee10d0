import { createHash } from 'node:crypto';

/** The most places of a path; places beyond them are not counted. */
const MAX_PLACES = 2_000;

/**
 * Adds places to a path, which keeps the first and the last of equal places in their order. So a path shows what came before
 * and after what, and has at most twice as many places as its flow has exits.
 */
export function extendPath(path: readonly string[], places: readonly string[]): string[] {
  const all = [...path, ...places];
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  for (const [index, place] of all.entries()) {
    if (!first.has(place)) first.set(place, index);
    last.set(place, index);
  }
  const kept = all.filter((place, index) => first.get(place) === index || last.get(place) === index);
  return kept.slice(0, MAX_PLACES);
}

/** Derives the id of a path from it. */
export function toPathId(path: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(path)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
