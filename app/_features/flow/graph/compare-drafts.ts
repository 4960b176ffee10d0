import { listEntries } from './list-entries';
import { wiresOf } from './node-exits';
import type { Fields } from './read-fields';
import { edgeId } from './to-graph';

export type Mark = 'added' | 'removed' | 'changed';
/** The marks of nodes and wires by key; unchanged ones have none. */
export type Marks = { nodes: Map<string, Mark>; edges: Map<string, Mark> };

/** Compares two definitions as drawn, with marks for each side; positions make no difference. */
export function compareDrafts(before: Fields, after: Fields): { before: Marks; after: Marks } {
  const old = toTexts(before);
  const now = toTexts(after);
  return { before: markAgainst(old, now, 'removed'), after: markAgainst(now, old, 'added') };
}

type Texts = { nodes: Map<string, string>; edges: Map<string, string> };

function toTexts(draft: Fields): Texts {
  const entries = listEntries(draft);
  return {
    nodes: new Map(
      entries.map(({ key, node: { position: _, exits: __, ...rest } }) => [key, canonical(rest)]),
    ),
    edges: new Map(
      entries.flatMap(({ key, node }) =>
        wiresOf(node).map(([exit, target]): [string, string] => [edgeId(key, exit), target]),
      ),
    ),
  };
}

function markAgainst(own: Texts, other: Texts, missing: Mark): Marks {
  const mark = (mine: Map<string, string>, theirs: Map<string, string>) =>
    new Map(
      [...mine].flatMap(([key, text]): [string, Mark][] => {
        if (!theirs.has(key)) return [[key, missing]];
        return theirs.get(key) === text ? [] : [[key, 'changed']];
      }),
    );
  // A wire with another target is removed on one side and added on the other.
  const edges = new Map([...mark(own.edges, other.edges).keys()].map((id): [string, Mark] => [id, missing]));
  return { nodes: mark(own.nodes, other.nodes), edges };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
