import { wiresOf } from '@/app/_features/flow/graph/node-exits';
import { fieldsIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { mapNode } from './map-nodes';
import { setAt } from './set-at';

export type WireEnd = { key: string; exit: string };

/** Connects an exit to a node, in place of its old target. */
export function connect(draft: Draft, { key, exit }: WireEnd, target: string): Draft {
  return mapNode(draft, key, (node) =>
    fieldsIn(node, 'exits')[exit] === target ? node : (setAt(node, ['exits', exit], target) as typeof node),
  );
}

/** Disconnects exits. */
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
