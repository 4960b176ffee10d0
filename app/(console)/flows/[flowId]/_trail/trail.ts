import { edgeId } from '@/app/_features/flow/graph/to-graph';
import type { TraceStep } from '@/server/engine/protocol';

/** The path of a conversation on the canvas: the visits of each node, the wires taken, and the current node. */
export type Trail = {
  visits: ReadonlyMap<string, number>;
  wires: ReadonlySet<string>;
  current: string | null;
};

export const NO_TRAIL: Trail = { visits: new Map(), wires: new Set(), current: null };

/** The trail of the first `count` steps. Steps of a called flow are not on this canvas. */
export function toTrail(steps: readonly TraceStep[], count = steps.length): Trail {
  const visits = new Map<string, number>();
  const wires = new Set<string>();
  let current: string | null = null;
  for (const { flow, nodeId, exit, next, phase } of steps.slice(0, count)) {
    if (flow !== '') continue;
    if (phase === 'enter') visits.set(nodeId, (visits.get(nodeId) ?? 0) + 1);
    if (exit !== null && next !== null) wires.add(edgeId(nodeId, exit));
    current = next ?? nodeId;
  }
  return { visits, wires, current };
}
