import type { Program } from '../program';

/** Lists the configuration values that a program and the programs that it calls may read. */
export function listConfigNames(program: Program): ReadonlySet<string> {
  const seen = new Set([program]);
  // The set grows while it is walked, so every called program is visited once.
  for (const { calls } of seen) for (const called of calls.values()) seen.add(called);
  return new Set([...seen].flatMap(({ configNames }) => [...configNames]));
}
