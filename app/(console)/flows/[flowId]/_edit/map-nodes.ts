import { listEntries } from '@/app/_features/flow/graph/list-entries';
import type { Fields } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';

type Change = (node: Fields, key: string) => Fields | null;

/**
 * Maps the nodes of a draft; null removes one. Entries that are not nodes stay, and without a change the result is the same
 * object.
 */
export function mapNodes(draft: Draft, change: Change): Draft {
  const nodes: unknown[] = Array.isArray(draft.nodes) ? draft.nodes : [];
  const byIndex = new Map(listEntries(draft).map(({ key, index, node }) => [index, change(node, key)]));
  const next = nodes.flatMap((node, index) => {
    const changed = byIndex.get(index);
    return changed === null ? [] : [changed ?? node];
  });
  const same = next.length === nodes.length && next.every((node, index) => node === nodes[index]);
  return same ? draft : { ...draft, nodes: next };
}

/** Changes one node of a draft. */
export function mapNode(draft: Draft, key: string, change: (node: Fields) => Fields): Draft {
  return mapNodes(draft, (node, own) => (own === key ? change(node) : node));
}
