import { listEntries } from './list-entries';
import type { Fields } from './read-fields';

/** The keys of the nodes in which every typed word stands somewhere, whatever the case; none for no words. */
export function findNodes(draft: Fields, typed: string): string[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return listEntries(draft)
    .filter(({ node }) => {
      const text = textOf(node).toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map(({ key }) => key);
}

// Values only: that every node has an "id" helps nobody who looks for one.
function textOf(value: unknown): string {
  if (typeof value === 'string') return `${value}\n`;
  if (typeof value !== 'object' || value === null) return `${String(value)}\n`;
  return Object.values(value).map(textOf).join('');
}
