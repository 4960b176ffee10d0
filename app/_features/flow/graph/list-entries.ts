import { type Fields, isFields } from './read-fields';

/** A node of a draft. `key` is its name on the canvas: its id, or a generated one where the id is invalid or taken. */
export type Entry = { key: string; index: number; node: Fields };

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The nodes of a draft in order; entries that are not objects are left out. */
export function listEntries(draft: Fields): Entry[] {
  const nodes = Array.isArray(draft.nodes) ? draft.nodes : [];
  const taken = new Set<string>();
  return nodes.flatMap((node: unknown, index) => {
    if (!isFields(node)) return [];
    const id = typeof node.id === 'string' && ID.test(node.id) && !taken.has(node.id) ? node.id : null;
    if (id !== null) taken.add(id);
    // No id contains a tilde, so a generated key is never an id.
    return [{ key: id ?? `~${String(index)}`, index, node }];
  });
}

/** The ids of a draft's nodes. */
export function listIds(draft: Fields): Set<string> {
  return new Set(listEntries(draft).flatMap(({ node: { id } }) => (typeof id === 'string' ? [id] : [])));
}
