import { listAreas } from './areas';
import { listEntries } from './list-entries';
import type { Fields } from './read-fields';

/** Finds the nodes, frames and notes that contain every typed word, ignoring case; the node with that id first. */
export function findNodes(draft: Fields, typed: string): string[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const contains = (value: unknown) => {
    const text = textOf(value).toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = listEntries(draft).filter(({ node }) => contains(node));
  const areas = listAreas(draft).filter(({ text }) => contains(text));
  const isCalledSo = (node: Fields) => String(node.id).toLowerCase() === typed.trim().toLowerCase();
  // Nodes that lead to another contain its id, too.
  const sorted = found.toSorted(
    (one, other) => Number(isCalledSo(other.node)) - Number(isCalledSo(one.node)),
  );
  return [...sorted, ...areas].map(({ key }) => key);
}

// Values only, because every node has a member "id".
function textOf(value: unknown): string {
  if (typeof value === 'string') return `${value}\n`;
  if (typeof value !== 'object' || value === null) return `${String(value)}\n`;
  return Object.values(value).map(textOf).join('');
}
