import { type Fields, isFields } from './read-fields';

/** A node of a draft. `key` names it on the canvas: its id, unless that is missing or taken by one before it. */
export type Entry = { key: string; index: number; node: Fields };

// Ids cannot hold it, so a made-up key is never somebody's id.
const MADE_UP = '~';

/** The nodes of a draft, in its order; what is no object cannot be drawn and is left out. */
export function listEntries(draft: Fields): Entry[] {
  const nodes = Array.isArray(draft.nodes) ? draft.nodes : [];
  const taken = new Set<string>();
  return nodes.flatMap((node: unknown, index) => {
    if (!isFields(node)) return [];
    const id = typeof node.id === 'string' && node.id !== '' ? node.id : MADE_UP;
    const key = taken.has(id) || id === MADE_UP ? `${id}${MADE_UP}${String(index)}` : id;
    taken.add(key);
    return [{ key, index, node }];
  });
}

/** The ids that a draft's nodes have. */
export function listIds(draft: Fields): Set<string> {
  return new Set(listEntries(draft).flatMap(({ node: { id } }) => (typeof id === 'string' ? [id] : [])));
}
