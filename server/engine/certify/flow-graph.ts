import type { FlowDefinition } from '../definition';
import type { Answer } from '../definition/answer';
import type { Handler } from '../definition/handler';
import type { Node } from '../definition/node';
import { behaviorOf } from '../nodes/behavior-of';
import { INTERRUPTED } from '../nodes/calls/interruption';
import { listAssigned, listHandlerAssigned } from '../nodes/list-assigned';
import type { Steps } from '../steps';
import { findOwnEntry, isJump } from './call-key';
import type { CallSummary } from './call-summary';

/**
 * A way out of a node: the index of its target, null if the flow ends there, and the variables that are set on it. After one that
 * `resets`, only variables that it sets may have a value. `by` is set on the way to a handler, `return` if that comes back.
 */
export type Edge = {
  exit: string;
  target: number | null;
  sets: readonly string[];
  resets?: true;
  by?: 'return' | 'handler';
};

type GraphNode = { node: Node; edges: readonly Edge[] };

/** The nodes of a flow in their order, with the exits that it can take. `start` is null if there is no such node. */
export type FlowGraph = { nodes: readonly GraphNode[]; start: number | null };

/** The summaries of called flows by their `toCallKey`. */
export type CallSummaries = ReadonlyMap<string, CallSummary>;

/**
 * Lists the exits that a flow can take, in steps (validate/in-steps). One to a missing node, which is a problem of its own, counts
 * as an end.
 */
export function* toFlowGraph(
  definition: Pick<FlowDefinition, 'nodes' | 'start' | 'handlers'>,
  entry = definition.start,
): Steps<FlowGraph> {
  const { nodes, start: first, handlers = [] } = definition;
  const indexes = new Map<string, number>();
  for (const [index, { id }] of nodes.entries()) if (!indexes.has(id)) indexes.set(id, index);
  const all = [...new Set(listAssigned(definition))];
  const listed: GraphNode[] = [];
  for (const node of nodes) {
    const edges = listEdges(node, indexes, all);
    const own = findOwnEntry(node, first);
    const target = own === undefined ? undefined : indexes.get(own);
    const jumps = target === undefined ? [] : [toOwnEdge(node, target)];
    listed.push({ node, edges: [...addHandled(node, edges, handlers, indexes), ...jumps] });
    yield;
  }
  return { nodes: listed, start: indexes.get(entry) ?? null };
}

/** Adds the ways to the handlers that may take over at a node; one for failures takes the place of the exit. */
function addHandled(
  node: Node,
  edges: Edge[],
  handlers: readonly Handler[],
  indexes: ReadonlyMap<string, number>,
): Edge[] {
  const taken = handlers.filter((one) => mayHandle(one, node));
  const failsBy = taken.some(({ on }) => on.type === 'error') ? behaviorOf(node).failsBy : undefined;
  const failing = edges.find(({ exit }) => exit === failsBy);
  const others = edges.filter((edge) => edge !== failing);
  const ways = taken.flatMap((handler): Edge[] => {
    const { id, on, to, afterwards } = handler;
    const target = indexes.get(to);
    const sets = on.type === 'error' ? (failing?.sets ?? []) : listHandlerAssigned(handler);
    const by = afterwards === 'ask' ? 'return' : 'handler';
    return target === undefined ? [] : [{ exit: `handler ${id}`, target, sets, by }];
  });
  return [...others, ...ways];
}

/** True if a handler may take over while the flow is at a node, or in a flow that the node calls. */
export function mayHandle({ on }: Handler, node: Node): boolean {
  const isCall = node.kind === 'subflow' && node.mode !== 'goto';
  // During a transfer, an event waits until the flow goes on.
  if (on.type === 'event')
    return isCall || (behaviorOf(node).waitsFor === 'external' && node.kind !== 'transfer');
  if (on.type !== 'error')
    return isCall || (node.kind === 'question' && !(on.type === 'invalid' && node.retries));
  const { failsBy } = behaviorOf(node);
  return isCall || (failsBy !== undefined && !Object.hasOwn(node.exits, failsBy));
}

function toOwnEdge(node: Node, target: number): Edge {
  const inputs = node.kind === 'subflow' ? node.inputs.map(({ variable }) => variable) : [];
  const isShared = node.kind === 'subflow' && node.share === true;
  return { exit: isJump(node) ? 'goto' : 'call', target, sets: inputs, ...(!isShared && { resets: true }) };
}

function listEdges(node: Node, indexes: ReadonlyMap<string, number>, all: readonly string[]): Edge[] {
  return listPossibleExits(node).map((exit) => {
    const id = Object.hasOwn(node.exits, exit) ? node.exits[exit] : undefined;
    return { exit, target: indexes.get(id ?? '') ?? null, sets: listSet(node, exit, all) };
  });
}

/** The exits that a node can take as it is configured and wired. */
function listPossibleExits(node: Node): string[] {
  const names = behaviorOf(node)
    .exits(node)
    .map(({ name }) => name);
  switch (node.kind) {
    case 'question':
      return names.filter((name) => isPossibleAnswer(node, name));
    case 'await-event':
      return names.filter((name) => name === 'next' || node.timeout !== undefined);
    case 'split': {
      const weightless = node.branches.every(({ weight }) => weight === 0);
      return names.filter((_, index) => (weightless ? index === 0 : (node.branches[index]?.weight ?? 0) > 0));
    }
    default:
      return names;
  }
}

function isPossibleAnswer(
  { answer, exits, retries, noReply }: Extract<Node, { kind: 'question' }>,
  name: string,
): boolean {
  switch (name) {
    case 'invalid':
      return retries !== undefined && Object.hasOwn(exits, name);
    case 'noReply':
      return noReply !== undefined;
    case 'empty':
      return true;
    case 'next':
      return (
        hasUnknownChoices(answer) ||
        listOwnExits(answer).length === 0 ||
        listOwnExits(answer).some((exit) => !Object.hasOwn(exits, exit))
      );
    default:
      return Object.hasOwn(exits, name);
  }
}

/** Whether an answer may have values that the definition does not name. */
export function hasUnknownChoices(answer: Answer): boolean {
  return answer.type === 'choice' && answer.choicesFrom !== undefined;
}

/** The exits of the values of an answer; empty for an answer without. */
export function listOwnExits(answer: Answer): string[] {
  if (answer.type === 'choice') return answer.choices.map(({ value }) => `choice:${value}`);
  return answer.type === 'confirm' ? ['yes', 'no'] : [];
}

const WITHOUT_ANSWER: ReadonlySet<string> = new Set(['invalid', 'noReply', 'empty']);

/** The variables that a node sets when it takes an exit; `all` has those that any node sets. */
function listSet(node: Node, exit: string, all: readonly string[]): readonly string[] {
  switch (node.kind) {
    // The called flow may set any variable.
    case 'subflow':
      return node.share ? all : (behaviorOf(node).assigns?.(node) ?? []);
    case 'question':
      return WITHOUT_ANSWER.has(exit) || node.variable === undefined ? [] : [node.variable];
    case 'ai':
      if (exit === INTERRUPTED) return [];
      return exit === 'next' ? listReplied(node) : ['error'];
    case 'http':
      if (exit === INTERRUPTED) return [];
      return exit === 'success' ? node.save.map(({ variable }) => variable) : ['error'];
    case 'each':
      return exit === 'body' ? (behaviorOf(node).assigns?.(node) ?? []) : [];
    case 'transfer':
      return exit === 'error' ? (behaviorOf(node).assigns?.(node) ?? []) : [];
    case 'await-event':
      return exit === 'next' && node.variable !== undefined ? [node.variable] : [];
    default:
      return behaviorOf(node).assigns?.(node) ?? [];
  }
}

function listReplied({ variable, history }: Extract<Node, { kind: 'ai' }>): string[] {
  return history ? [variable, history.variable] : [variable];
}

/** A way through a flow: the index of each node, and the exit that it takes; null for the last. */
export type Route = { node: number; exit: string | null }[];

/** The nodes that a flow can reach, and the shortest route to each of them. */
export type Routes = {
  isReached(node: number): boolean;
  /** The number of exits on the shortest route. */
  distanceTo(node: number): number;
  routeTo(node: number): Route;
};

type Step = { node: number; exit: string };

/** Finds the shortest route from the start to every node that is reached, in linear time; by default along all ways. */
export function findRoutes(
  { nodes, start }: FlowGraph,
  follows: (edge: Edge) => boolean = () => true,
): Routes {
  const cameBy: (Step | null | undefined)[] = nodes.map((_, index) => (index === start ? null : undefined));
  const queue = start === null ? [] : [start];
  const distances = nodes.map(() => 0);
  for (const at of queue) {
    for (const edge of nodes[at]?.edges ?? []) {
      const { exit, target } = edge;
      if (target === null || cameBy[target] !== undefined || !follows(edge)) continue;
      cameBy[target] = { node: at, exit };
      distances[target] = (distances[at] ?? 0) + 1;
      queue.push(target);
    }
  }
  return {
    isReached: (node) => cameBy[node] !== undefined,
    distanceTo: (node) => distances[node] ?? 0,
    routeTo(node) {
      const route: Route = [{ node, exit: null }];
      for (let step = cameBy[node]; step; step = cameBy[step.node]) route.push(step);
      return route.reverse();
    },
  };
}
