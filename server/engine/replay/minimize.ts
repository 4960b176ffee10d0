import { isVisit } from './is-visit';
import { type Replay, toNodeKey } from './replay-step';

/** A recording to choose from: what it passes, and what it costs to keep, such as its number of turns. */
export type Candidate<T> = { item: T; exits: readonly string[]; cost: number };

/** Lists the exits that a replay takes, once each: `<node>:<exit>`, and the node alone where the session rests or ends. */
export function listExits({ steps }: Replay): string[] {
  const exits = new Set<string>();
  for (const { result } of steps) {
    for (const { flow, nodeId, exit, kind } of result.trace.steps) {
      if (!isVisit({ nodeId, kind })) continue;
      const node = toNodeKey(flow, nodeId);
      exits.add(exit === null ? node : `${node}:${exit}`);
    }
  }
  return [...exits];
}

/**
 * Chooses few candidates that together pass every exit that any of them passes: again and again the one that adds most, and
 * among equals the cheapest, then the first.
 */
export function chooseCover<T>(candidates: readonly Candidate<T>[]): T[] {
  const left = dropTwins(candidates).map((candidate) => ({ candidate, open: new Set(candidate.exits) }));
  const chosen: T[] = [];
  for (;;) {
    const best = left.reduce<(typeof left)[number] | null>((first, next) => {
      if (next.open.size === 0 || (first && next.open.size < first.open.size)) return first;
      const isBetter =
        !first || next.open.size > first.open.size || next.candidate.cost < first.candidate.cost;
      return isBetter ? next : first;
    }, null);
    if (!best) return chosen;
    chosen.push(best.candidate.item);
    const covered = [...best.open];
    for (const { open } of left) for (const exit of covered) open.delete(exit);
  }
}

/** Keeps the cheapest of the candidates that pass the same exits. */
function dropTwins<T>(candidates: readonly Candidate<T>[]): Candidate<T>[] {
  const kept = new Map<string, Candidate<T>>();
  for (const candidate of candidates) {
    const key = [...candidate.exits].sort().join('\n');
    const twin = kept.get(key);
    if (!twin || candidate.cost < twin.cost) kept.set(key, candidate);
  }
  return [...kept.values()];
}
