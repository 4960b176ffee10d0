import type { Node, NodeKind } from '../definition/node';
import type { NodeBehavior } from './contract/node-behavior';
import { NODES } from './index';

/** The behavior of a node's kind. */
export function behaviorOf({ kind }: Node): NodeBehavior<NodeKind> {
  return NODES[kind] as NodeBehavior<NodeKind>;
}
