import type { Node, NodeOf } from '../definition/node';
import { SELF_FLOW } from '../definition/self-flow';

type Subflow = NodeOf<'subflow'>;

/** The name of a called flow and the node at which it begins; slugs have no `#`. */
export function toCallKey({ flow, node }: Pick<Subflow, 'flow' | 'node'>): string {
  return node === undefined ? flow : `${flow}#${node}`;
}

/** The id of the node of its own flow that a node calls or goes to; undefined for another kind of node. */
export function findOwnEntry(node: Node, start: string): string | undefined {
  return node.kind === 'subflow' && node.flow === SELF_FLOW ? (node.node ?? start) : undefined;
}

/** True for a node that goes on in its own flow, as by a wire. */
export function isJump(node: Node): boolean {
  return node.kind === 'subflow' && node.flow === SELF_FLOW && node.mode === 'goto';
}
