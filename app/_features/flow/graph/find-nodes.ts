import { listEntries } from './list-entries';
import type { Fields } from './read-fields';

/** Finds the nodes that contain every typed word, ignoring case; the one with that id first. */
export function findNodes(draft: Fields, typed: string): string[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = listEntries(draft).filter(({ node }) => {
    const text = textOf(node).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const isCalledSo = (node: Fields) => String(node.id).toLowerCase() === typed.trim().toLowerCase();
  // Nodes that lead to another contain its id, too.
  return found
    .toSorted((one, other) => Number(isCalledSo(other.node)) - Number(isCalledSo(one.node)))
    .map(({ key }) => key);
}

// Values only, because every node has a member "id".
function textOf(value: unknown): string {
  if (typeof value === 'string') return `${value}\n`;
  if (typeof value !== 'object' || value === null) return `${String(value)}\n`;
  return Object.values(value).map(textOf).join('');
}
