import { canonicalJson } from '@/server/shared/json';
import type { Json } from '../json';
import type { Replay } from '../replay/replay-step';
import { initialState } from '../run';
import { type Observation, observe } from './observe';

/** What people notice of a conversation, and its path. */
export const NOTICED = ['path', 'messages', 'status', 'node'] as const;
const ALL = [...NOTICED, ...(['calls', 'events', 'suggestions', 'variables', 'output'] as const)];

/** Finds the first of these parts in which the conduct of a flow differs between two replays; calls without their bodies. */
export function findDifference(
  past: Replay,
  next: Replay,
  parts: readonly (keyof Observation)[] = ALL,
): keyof Observation | null {
  const [recorded, tested] = [observeAll(past), observeAll(next)];
  return parts.find((part) => write(recorded, part) !== write(tested, part)) ?? null;
}

function observeAll({ steps }: Replay): Observation {
  return observe(steps, 0, steps.at(-1)?.result.state ?? initialState(''));
}

function write(came: Observation, part: keyof Observation): string {
  if (part !== 'calls') return canonicalJson(came[part] as Json);
  return canonicalJson(came.calls.map(({ node, method, url }) => ({ node, method, url })));
}
