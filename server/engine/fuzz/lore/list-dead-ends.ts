import { findDeadEnds } from '../../certify/find-dead-ends';
import { findRoutes, toFlowGraph } from '../../certify/flow-graph';
import { runSteps } from '../../steps';
import type { FlowLore } from './lore';

/** Lists the nodes of a flow from which neither an end nor a person is reached, one for each part of it. */
export function listDeadEnds({ flow }: FlowLore): string[] {
  const graph = runSteps(toFlowGraph(flow));
  return findDeadEnds(graph, findRoutes(graph), new Map()).flatMap(({ nodes: [first] }) => {
    const id = first === undefined ? undefined : graph.nodes[first]?.node.id;
    return id === undefined ? [] : [id];
  });
}
