import { wiresOf } from '@/app/_features/flow/graph/node-exits';
import { fieldsIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { mapNode } from './map-nodes';
import { setAt } from './set-at';

export type WireEnd = { key: string; exit: string };

/** Leads an exit to a node; it leads nowhere else from then on. */
export function connect(draft: Draft, { key, exit }: WireEnd, target: string): Draft {
  return mapNode(draft, key, (node) =>
    fieldsIn(node, 'exits')[exit] === target ? node : (setAt(node, ['exits', exit], target) as typeof node),
  );
}

/** Cuts wires; their exits lead nowhere from then on. */
export function disconnect(draft: Draft, ends: readonly WireEnd[]): Draft {
  return ends.reduce(
    (left, { key, exit }) =>
      mapNode(left, key, (node) =>
        wiresOf(node).some(([name]) => name === exit)
          ? (setAt(node, ['exits', exit], undefined) as typeof node)
          : node,
      ),
    draft,
  );
}
