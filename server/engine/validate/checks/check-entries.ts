import { toCallKey } from '../../certify/call-key';
import { errorAt, type Problem } from '../../definition/problem';
import { SELF_FLOW } from '../../definition/self-flow';
import type { Inspection } from '../inspection';

/** Reports subflow nodes that begin at a node that does not exist. */
export function checkEntries({ definition: { nodes }, calls }: Inspection): Problem[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.flatMap((node, index) => {
    if (node.kind !== 'subflow' || node.node === undefined) return [];
    const path = `/nodes/${index}/node`;
    if (node.flow === SELF_FLOW) {
      const message = `"${node.id}" leads to the node "${node.node}", which this flow does not have.`;
      return ids.has(node.node) ? [] : [errorAt('unknown_node', node.id, path, message)];
    }
    if (!calls.get(toCallKey(node))?.lacksEntry) return [];
    const message = `The published flow "${node.flow}" has no node "${node.node}".`;
    return [errorAt('unknown_entry', node.id, path, message)];
  });
}
