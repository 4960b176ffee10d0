import { exitsOf } from '@/app/_features/flow/graph/node-exits';
import { type Fields, isFields } from '@/app/_features/flow/graph/read-fields';

/**
 * Adapts the wires of a changed node to its exits: a renamed choice or branch keeps its wire, and a removed one loses it.
 */
export function carryExits(before: Fields, after: Fields): Fields {
  if (!isFields(after.exits)) return after;
  const old = exitsOf(before).map(({ name }) => name);
  const now = exitsOf(after).map(({ name }) => name);
  const renamed = old.length === now.length ? findRenamed(old, now) : new Map<string, string>();
  const gone = new Set(old.filter((name) => !now.includes(name) && !renamed.has(name)));
  if (renamed.size === 0 && gone.size === 0) return after;
  const exits = Object.entries(after.exits)
    .filter(([name]) => !gone.has(name))
    .map(([name, target]) => [renamed.get(name) ?? name, target]);
  return { ...after, exits: Object.fromEntries(exits) };
}

function findRenamed(old: readonly string[], now: readonly string[]): Map<string, string> {
  const pairs = old.map((name, index): [string, string] => [name, now[index] ?? name]);
  return new Map(pairs.filter(([name, next]) => name !== next && !now.includes(name) && !old.includes(next)));
}
