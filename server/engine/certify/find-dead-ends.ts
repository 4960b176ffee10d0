import { SELF_FLOW } from '../definition/self-flow';
import { toCallKey } from './call-key';
import type { CallSummaries, FlowGraph, Routes } from './flow-graph';

/** Nodes from which a flow reaches neither an end nor a person; the first is the one that a conversation meets first. */
export type DeadEnd = { nodes: readonly number[] };

/** Finds the parts of a flow that a conversation enters and never leaves, in linear time. */
export function findDeadEnds(graph: FlowGraph, routes: Routes, calls: CallSummaries): DeadEnd[] {
  const leaves = findLeaving(graph, calls);
  const stuck = graph.nodes.map((_, index) => routes.isReached(index) && !leaves[index]);
  const neighbors = toNeighbors(graph);
  const taken = new Set<number>();
  const parts: DeadEnd[] = [];
  for (const [index, isStuck] of stuck.entries()) {
    if (!isStuck || taken.has(index)) continue;
    const part = [index];
    taken.add(index);
    for (const at of part) {
      for (const next of neighbors[at] ?? []) {
        if (!stuck[next] || taken.has(next)) continue;
        taken.add(next);
        part.push(next);
      }
    }
    parts.push({ nodes: sortByDistance(part, routes) });
  }
  return parts;
}

function sortByDistance(part: readonly number[], routes: Routes): number[] {
  const distances = new Map(part.map((node) => [node, routes.distanceTo(node)]));
  return [...part].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0) || a - b);
}

/** For each node, whether it leads to an end or a person, as far as is known of the flows that it calls. */
function findLeaving({ nodes }: FlowGraph, calls: CallSummaries): boolean[] {
  const before: number[][] = nodes.map(() => []);
  const leaves = nodes.map(({ node, edges }, index) => {
    const isOther = node.kind === 'subflow' && node.flow !== SELF_FLOW;
    const called = isOther ? calls.get(toCallKey(node)) : undefined;
    if (node.kind === 'end' || node.kind === 'transfer' || (isOther && !called)) return true;
    if (called && isOther && node.mode === 'goto') return called.ends || called.reachesPerson;
    if (called && !called.ends) return called.reachesPerson;
    // A handler that comes back leads nowhere.
    for (const { target, by } of edges) if (target !== null && by !== 'return') before[target]?.push(index);
    return called?.reachesPerson || edges.some(({ target }) => target === null);
  });
  const queue = leaves.flatMap((is, index) => (is ? [index] : []));
  for (const at of queue) {
    for (const from of before[at] ?? []) {
      if (leaves[from]) continue;
      leaves[from] = true;
      queue.push(from);
    }
  }
  return leaves;
}

function toNeighbors({ nodes }: FlowGraph): number[][] {
  const neighbors: number[][] = nodes.map(() => []);
  for (const [index, { edges }] of nodes.entries()) {
    for (const { target } of edges) {
      if (target === null) continue;
      neighbors[index]?.push(target);
      neighbors[target]?.push(index);
    }
  }
  return neighbors;
}
