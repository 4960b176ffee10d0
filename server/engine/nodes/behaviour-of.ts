import type { Node, NodeKind } from '../definition/node';
import type { NodeBehaviour } from './behaviour';
import { NODES } from './index';

/** The behaviour of a node's kind, to be asked about that node. */
export function behaviourOf({ kind }: Node): NodeBehaviour<NodeKind> {
  return NODES[kind] as NodeBehaviour<NodeKind>;
}
