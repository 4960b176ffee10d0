import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../build/paths.mjs';

// More than these at once are no coincidence.
const MOST = 2;

/**
 * The places of the failed tests, if all of them may be tried by themselves, on a machine that does nothing else. What
 * draws its cases at random may not: the next draw says nothing about the one that failed.
 */
export function findRepeatable(failures) {
  const places = failures.map(({ place }) => place);
  if (places.length > MOST || places.some((place) => place == null || isDrawn(place))) return [];
  return [...new Set(places)];
}

function isDrawn(place) {
  const file = path.join(root, place);
  return (
    /^e2e.(stress|durability)/.test(place) ||
    (existsSync(file) && readFileSync(file, 'utf8').includes('fast-check'))
  );
}
