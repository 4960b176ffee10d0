import { findOwnEntry, isJump, toCallKey } from '../../certify/call-key';
import { formatCycle } from '../../data/quote';
import type { Node } from '../../definition/node';
import type { Problem } from '../../definition/problem';
import { errorAt, warningAt } from '../../definition/problem';
import { behaviorOf } from '../../nodes/behavior-of';
import type { WaitsFor } from '../../nodes/contract/node-behavior';
import type { Inspection } from '../inspection';
import { findCycleThrough, findCyclicParts, type Graph } from './graph';

/** Reports cycles that never wait; a cycle that waits only for calls is a warning. */
export function checkCycles({ definition: { nodes: given, start }, calls }: Inspection): Problem[] {
  const nodes = given.map((node) => wireJump(node, start));
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]));
  const endless = findCycles(toGraph(nodes, isOf('nothing')), indexes, () => true).map(({ cycle, path }) =>
    errorAt('endless_loop', cycle[0] ?? null, path, `The cycle ${formatCycle(cycle)} never waits.`),
  );
  const requests = new Set(nodes.filter(isOf('call')).map(({ id }) => id));
  const calling = findCycles(toGraph(nodes, isOf('nothing', 'call')), indexes, (id) => requests.has(id)).map(
    ({ cycle, path }) =>
      warningAt(
        'calling_loop',
        cycle[0] ?? null,
        path,
        `The cycle ${formatCycle(cycle)} waits only for calls.`,
      ),
  );
  return [...endless, ...calling, ...findCallCycles(nodes, indexes, calls)];
}

/** Reports cycles whose only chance to wait are called flows that may end without waiting. */
function findCallCycles(
  nodes: readonly Node[],
  indexes: ReadonlyMap<string, number>,
  calls: Inspection['calls'],
): Problem[] {
  const passing = new Set(
    nodes.flatMap((node) =>
      node.kind === 'subflow' && calls.get(toCallKey(node))?.endsAtOnce ? [node.id] : [],
    ),
  );
  const graph = toGraph(nodes, (node) => passing.has(node.id) || isOf('nothing')(node));
  return findCycles(graph, indexes, (id) => passing.has(id)).map(({ cycle, path }) => {
    const message = `The cycle ${formatCycle(cycle)} waits only if the flow that it calls does, which may end at once.`;
    return warningAt('endless_call_loop', cycle[0] ?? null, path, message);
  });
}

function isOf(...waits: readonly WaitsFor[]): (node: Node) => boolean {
  return (node) => waits.includes(isJump(node) ? 'nothing' : behaviorOf(node).waitsFor);
}

/** A node that goes on in its own flow with a wire to where it leads. */
function wireJump(node: Node, start: string): Node {
  return isJump(node) ? { ...node, exits: { goto: findOwnEntry(node, start) ?? start } } : node;
}

/** The graph of these nodes, without exits that can be taken a bounded number of times only. */
function toGraph(nodes: readonly Node[], isKept: (node: Node) => boolean): Graph {
  const kept = nodes.filter(isKept);
  const ids = new Set(kept.map(({ id }) => id));
  return new Map(kept.map((node) => [node.id, listTargets(node).filter((target) => ids.has(target))]));
}

function listTargets(node: Node): string[] {
  const { boundedExits = [] } = behaviorOf(node);
  return Object.entries(node.exits).flatMap(([exit, target]) =>
    boundedExits.includes(exit) ? [] : [target],
  );
}

/** The first of these nodes in the definition. */
function findFirst(ids: readonly string[], indexes: ReadonlyMap<string, number>): string | undefined {
  const indexOf = (id: string) => indexes.get(id) ?? 0;
  return ids.reduce<string | undefined>(
    (first, id) => (first === undefined || indexOf(id) < indexOf(first) ? id : first),
    undefined,
  );
}

type FoundCycle = { cycle: string[]; path: string };

/** Finds one cycle per strongly connected part, through its first node for which `isStart` is true. */
function findCycles(
  graph: Graph,
  indexes: ReadonlyMap<string, number>,
  isStart: (id: string) => boolean,
): FoundCycle[] {
  return findCyclicParts(graph).flatMap((part) => {
    const members = new Set(part);
    const start = findFirst(part.filter(isStart), indexes);
    const cycle = start === undefined ? null : findCycleThrough(graph, start, members);
    return cycle ? [{ cycle, path: `/nodes/${indexes.get(cycle[0] ?? '')}/exits` }] : [];
  });
}
