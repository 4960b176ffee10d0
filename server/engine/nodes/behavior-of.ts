import type { Node, NodeKind } from '../definition/node';
import { NODES } from './index';
import type { NodeBehavior } from './node-behavior';

/** The behaviour of a node's kind, to be asked about that node. */
export function behaviorOf({ kind }: Node): NodeBehavior<NodeKind> {
  return NODES[kind] as NodeBehavior<NodeKind>;
}
