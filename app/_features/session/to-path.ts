import { edgeId } from '@/app/_features/flow/graph/to-graph';
import type { TurnView } from '@/app/_features/session/view';

/** A moment of a session: after turn `turn`, or after its step `step`, counted from 0. */
export type Moment = { turn: number; step: number | null };

/** The path to a moment on the session's own canvas. */
export type Path = {
  /** The visits of each node, numbered through the session. */
  order: ReadonlyMap<string, readonly number[]>;
  /** The wires that were taken, in the moment's turn or before it. */
  wires: ReadonlyMap<string, 'now' | 'before'>;
  /** The nodes of the moment's turn. */
  touched: ReadonlySet<string>;
  /** The node at that moment; null before the first node. */
  current: string | null;
};

/** The path of a session to a moment, over the loaded turns. Steps of a called flow are not on this canvas. */
export function toPath(turns: readonly TurnView[], moment: Moment): Path {
  const order = new Map<string, number[]>();
  const wires = new Map<string, 'now' | 'before'>();
  const touched = new Set<string>();
  let current: string | null = null;
  let count = 0;
  for (const { no, trace } of turns) {
    if (no > moment.turn) break;
    const isNow = no === moment.turn;
    const steps = isNow && moment.step !== null ? trace.steps.slice(0, moment.step + 1) : trace.steps;
    for (const { flow, kind, nodeId, phase, exit, next } of steps) {
      if (flow !== '' || kind === 'variables') continue;
      if (phase === 'enter') order.set(nodeId, [...(order.get(nodeId) ?? []), ++count]);
      if (isNow) touched.add(nodeId);
      if (exit !== null && next !== null) wires.set(edgeId(nodeId, exit), isNow ? 'now' : 'before');
      current = next ?? nodeId;
    }
    if (isNow && moment.step !== null) current = standAt(steps.at(-1), current);
  }
  return { order, wires, touched, current };
}

// A chosen step shows its own node, not the one it led to.
function standAt(step: TurnView['trace']['steps'][number] | undefined, current: string | null) {
  return step && step.flow === '' && step.nodeId !== '' ? step.nodeId : current;
}

/** The numbers of a node's visits, shortened: "3", "1, 4" or "1, 4 … 12". */
export function formatVisits(visits: readonly number[]): string {
  if (visits.length <= 3) return visits.join(', ');
  return `${visits.slice(0, 2).join(', ')} … ${String(visits.at(-1))}`;
}

/** The last visit of a node up to a moment; null when there was none. */
export function findVisit(turns: readonly TurnView[], moment: Moment, nodeId: string): Moment | null {
  for (const { no, trace } of turns.toReversed()) {
    if (no > moment.turn) continue;
    const step = trace.steps.findLastIndex((one) => one.flow === '' && one.nodeId === nodeId);
    if (step >= 0) return { turn: no, step };
  }
  return null;
}
