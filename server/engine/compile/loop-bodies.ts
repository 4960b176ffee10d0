/*
 * Finds the nodes that belong to the body of a loop.
 *
 * loop/closes-on-leaving: a loop is open while the flow is in its body. Entering any other node closes it, so that
 *   the flow comes back to a new list.
 */
import type { Steps } from '../steps';

/** A node of the graph: the targets of its exits, and that of its loop body; null if it is not a loop. */
export type LoopNode = { id: string; targets: readonly string[]; body: string | null };

/** The nodes of one body. */
export type LoopBody = { has(nodeId: string): boolean };

const NODES_PER_STEP = 256;

type Graph = {
  indexes: ReadonlyMap<string, number>;
  nodes: readonly { targets: readonly number[]; body: number | null }[];
  start: number | null;
};

/**
 * Finds the body of every loop: the nodes that the flow reaches through its body exit alone. If none of them leads
 * back to the loop, every node that is reached through the body exit counts, because the loop would never advance.
 */
export function* findLoopBodies(start: string, nodes: readonly LoopNode[]): Steps<Map<string, LoopBody>> {
  const bodies = new Map<string, LoopBody>();
  if (nodes.every(({ body }) => body === null)) return bodies;
  const graph = toGraph(start, nodes);
  for (const { id, body } of nodes) {
    const loop = graph.indexes.get(id);
    const entry = graph.indexes.get(body ?? '');
    if (body === null || loop === undefined || entry === undefined) continue;
    const members = yield* findMembers(graph, loop, entry);
    bodies.set(id, { has: (nodeId) => members[graph.indexes.get(nodeId) ?? -1] === 1 });
  }
  return bodies;
}

function toGraph(start: string, nodes: readonly LoopNode[]): Graph {
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]));
  const toIndexes = (ids: readonly string[]) => ids.flatMap((id) => indexes.get(id) ?? []);
  return {
    indexes,
    nodes: nodes.map(({ targets, body }) => ({
      targets: toIndexes(targets),
      body: (body === null ? undefined : indexes.get(body)) ?? null,
    })),
    start: indexes.get(start) ?? null,
  };
}

function* findMembers(graph: Graph, loop: number, entry: number): Steps<Uint8Array> {
  const within = yield* reach(graph, entry, { node: loop, targets: [] });
  const others = graph.nodes[loop]?.targets ?? [];
  const outside = yield* reach(graph, graph.start, { node: loop, targets: others });
  const own = within.map((isWithin, index) => (isWithin === 1 && outside[index] === 0 ? 1 : 0));
  const leadsBack = graph.nodes.some(
    ({ targets, body }, index) => own[index] === 1 && (targets.includes(loop) || body === loop),
  );
  return leadsBack || entry === loop ? own : within;
}

/** Marks the nodes that are reached from `from`, where the loop leads to `targets` only; the loop is not marked. */
function* reach(
  { nodes }: Graph,
  from: number | null,
  loop: { node: number; targets: readonly number[] },
): Steps<Uint8Array> {
  const marks = new Uint8Array(nodes.length);
  const queue: number[] = [];
  const mark = (index: number) => {
    if (marks[index] === 1) return;
    marks[index] = 1;
    queue.push(index);
  };
  if (from !== null) mark(from);
  for (let at = 0; at < queue.length; at++) {
    const index = queue[at] ?? 0;
    const node = nodes[index];
    for (const target of (index === loop.node ? loop : node)?.targets ?? []) mark(target);
    if (index !== loop.node && node && node.body !== null) mark(node.body);
    if (at % NODES_PER_STEP === 0) yield;
  }
  marks[loop.node] = 0;
  return marks;
}
