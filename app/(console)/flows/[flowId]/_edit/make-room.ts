import type { Graph } from '@/app/_features/flow/graph/graph';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { nudgeNodes } from './move-nodes';

/** Moves a node and what follows it to the right, so that it begins at `x`; what leads to `before` stays, as in a loop. */
export function makeRoom(draft: Draft, before: string, target: string, x: number): Draft {
  const graph = toGraph(draft);
  const place = graph.nodes.find(({ key }) => key === target)?.place;
  if (!place || place.x >= x) return draft;
  const leading = listReachable(graph, before, 'backwards');
  const following = [...listReachable(graph, target, 'forwards')].filter((key) => !leading.has(key));
  const right = graph.nodes.filter((node) => following.includes(node.key) && node.place.x >= place.x);
  return nudgeNodes(draft, new Set(right.map(({ key }) => key)), { x: x - place.x, y: 0 });
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
