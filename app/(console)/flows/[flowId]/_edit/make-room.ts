import type { Graph, GraphNode } from '@/app/_features/flow/graph/graph';
import { overlap } from '@/app/_features/flow/graph/lay-out';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { nudgeNodes } from './move-nodes';

/**
 * Moves a node and what follows it to the right, so that it begins at `x`; what leads to `before` stays, as in a loop. Cards that they
 * would cover move along. A node that is not to the right of `before` needs no room.
 */
export function makeRoom(draft: Draft, before: string, target: string, x: number): Draft {
  const graph = toGraph(draft);
  const placeOf = (key: string) => graph.nodes.find((node) => node.key === key)?.place;
  const [left, place] = [placeOf(before), placeOf(target)];
  if (!left || !place || place.x <= left.x || place.x >= x) return draft;
  const step = x - place.x;
  const leading = listReachable(graph, before, 'backwards');
  const following = [...listReachable(graph, target, 'forwards')].filter((key) => !leading.has(key));
  const right = graph.nodes.filter((node) => following.includes(node.key) && node.place.x >= place.x);
  const moving = withCovered(graph.nodes, new Set(right.map(({ key }) => key)), step);
  return nudgeNodes(draft, moving, { x: step, y: 0 });
}

/** The keys with those of the cards that they would cover after a step to the right, and so on. */
function withCovered(nodes: readonly GraphNode[], keys: ReadonlySet<string>, step: number): Set<string> {
  const moving = new Set(keys);
  // A set also visits what is added meanwhile.
  for (const key of moving) {
    const node = nodes.find((each) => each.key === key);
    if (!node) continue;
    const moved = { ...node, place: { ...node.place, x: node.place.x + step } };
    for (const other of nodes)
      if (!moving.has(other.key) && overlap(moved, other) && !overlap(node, other)) moving.add(other.key);
  }
  return moving;
}

/** The nodes that a node leads to, or that lead to it, with itself. */
function listReachable({ edges }: Graph, from: string, way: 'forwards' | 'backwards'): ReadonlySet<string> {
  const found = new Set([from]);
  // A set also visits what is added meanwhile.
  for (const key of found)
    for (const { source, target } of edges) {
      if (way === 'forwards' && source === key) found.add(target);
      if (way === 'backwards' && target === key) found.add(source);
    }
  return found;
}
