import { type Fields, isFields } from './read-fields';

/** A node of a draft. `key` names it on the canvas: its id, unless that is none, or is taken by one before it. */
export type Entry = { key: string; index: number; node: Fields };

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The nodes of a draft, in its order; what is no object cannot be drawn and is left out. */
export function listEntries(draft: Fields): Entry[] {
  const nodes = Array.isArray(draft.nodes) ? draft.nodes : [];
  const taken = new Set<string>();
  return nodes.flatMap((node: unknown, index) => {
    if (!isFields(node)) return [];
    const id = typeof node.id === 'string' && ID.test(node.id) && !taken.has(node.id) ? node.id : null;
    if (id !== null) taken.add(id);
    // No id holds a tilde, so a made-up key is never somebody's id.
    return [{ key: id ?? `~${String(index)}`, index, node }];
  });
}

/** The ids that a draft's nodes have. */
export function listIds(draft: Fields): Set<string> {
  return new Set(listEntries(draft).flatMap(({ node: { id } }) => (typeof id === 'string' ? [id] : [])));
}
