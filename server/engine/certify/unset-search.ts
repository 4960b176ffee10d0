import type { Steps } from '../steps';
import { type FlowFacts, findExpression, type NodeUse } from './flow-facts';
import type { Edge, FlowGraph, Route } from './flow-graph';
import {
  createTracking,
  decide,
  follow,
  type Knowledge,
  listGuessers,
  startKnowledge,
  type Tracked,
  type Tracking,
} from './tracking';
import { readsUnguarded } from './unguarded-read';

/** The work that an analysis may still do, in visits of nodes. */
export type Work = { left: number };

/** A state of a search: a node, what is known there, and how it was reached. */
type State = { node: number; known: Knowledge; from: State | null; exit: string | null };

/** A read of a variable that has no value, at the end of a route; `path` is a JSON pointer. */
export type UnsetRead = { route: Route; path: string };

/** The first unset read in each node; `isComplete` is false if the search was given up. */
export type Found = { reads: ReadonlyMap<number, UnsetRead>; isComplete: boolean };

export type Flow = { graph: FlowGraph; facts: FlowFacts };

const STATES_PER_STEP = 256;
const MAX_STATES = 20_000;

/** Follows every way on which a variable gets no value, and finds where it is read all the same. */
export function* searchUnset(flow: Flow, name: string, tracked: Tracked, work: Work): Steps<Found> {
  const { graph, facts } = flow;
  const tracking = createTracking(facts, name, tracked);
  const reads = new Map<number, UnsetRead>();
  if (graph.start === null) return { reads, isComplete: true };
  const first: Knowledge = startKnowledge(tracking);
  const starts = new Set([graph.start, ...listResets(graph, name)]);
  const queue = [...starts].map((node): State => ({ node, known: first, from: null, exit: null }));
  const seen = new Set<string | number>([...starts].map((node) => keyOf(node, first)));
  for (const [at, state] of queue.entries()) {
    if (--work.left < 0 || seen.size > MAX_STATES) return { reads, isComplete: false };
    if (!reads.has(state.node) && tracking.involved.has(state.node)) {
      const path = findUnsetRead(flow, state.node, state.known, tracking, name);
      if (path !== null) reads.set(state.node, { route: traceRoute(state), path });
    }
    const visit = (edge: Edge, known: Knowledge): void => {
      if (edge.target === null || edge.resets || edge.sets.includes(name)) return;
      const key = keyOf(edge.target, known);
      if (seen.has(key)) return;
      seen.add(key);
      queue.push({ node: edge.target, known, from: state, exit: edge.exit });
    };
    if (tracking.involved.has(state.node))
      for (const { edge, known } of listMoves(flow, state.node, state.known, tracking)) visit(edge, known);
    else for (const edge of graph.nodes[state.node]?.edges ?? []) visit(edge, state.known);
    if (at % STATES_PER_STEP === 0) yield;
  }
  return { reads, isComplete: true };
}

/** The nodes at which a flow begins anew, without a value of the variable. */
function listResets({ nodes }: FlowGraph, name: string): number[] {
  return nodes.flatMap(({ edges }) =>
    edges.flatMap(({ target, sets, resets }) =>
      resets && target !== null && !sets.includes(name) ? [target] : [],
    ),
  );
}

function keyOf(node: number, { masks, truths }: Knowledge): string | number {
  return masks.length + truths.length === 0 ? node : `${node} ${masks.join()} ${truths.join()}`;
}

function traceRoute(last: State): Route {
  const route: Route = [{ node: last.node, exit: null }];
  for (let state = last; state.from; state = state.from)
    route.push({ node: state.from.node, exit: state.exit });
  return route.reverse();
}

/** The exits that a flow may take from a node, with what is known after each. */
export function listMoves(
  { graph, facts }: Flow,
  index: number,
  known: Knowledge,
  tracking: Tracking,
): { edge: Edge; known: Knowledge }[] {
  const { node, edges } = graph.nodes[index] ?? { node: null, edges: [] };
  if (!node) return [];
  if (!tracking.involved.has(index)) return edges.map((edge) => ({ edge, known }));
  const uses = facts.usesOf.get(index) ?? [];
  if (node.kind !== 'condition')
    return edges.map((edge) => ({ edge, known: follow(tracking, node, edge, known, uses) }));
  const moves: { edge: Edge; known: Knowledge }[] = [];
  let left: Knowledge | null = known;
  for (const [at, { id }] of node.branches.entries()) {
    if (left === null) break;
    const decided: ReturnType<typeof decide> = decide(
      tracking,
      findExpression(uses, `/branches/${at}/when`),
      left,
    );
    const edge = edges.find(({ exit }) => exit === id);
    if (edge && decided.yes) moves.push({ edge, known: decided.yes });
    left = decided.no;
  }
  const otherwise = edges.find(({ exit }) => exit === 'else');
  if (otherwise && left) moves.push({ edge: otherwise, known: left });
  return moves;
}

/** The place of the first unguarded read of a variable in a node; null if there is none. */
export function findUnsetRead(
  { graph, facts }: Flow,
  index: number,
  known: Knowledge,
  tracking: Tracking,
  name: string,
): string | null {
  const node = graph.nodes[index]?.node;
  if (!node) return null;
  let left: Knowledge | null = known;
  for (const use of facts.usesOf.get(index) ?? []) {
    if (left === null) return null;
    if (use.names.includes(name) && !use.locals.includes(name) && !isSetBefore(use, node, name)) {
      if (readsWithout(use, left, tracking, name)) return use.path;
    }
    // A branch is only looked at if those before it are false.
    if (use.isBranch) left = decide(tracking, use.expressions[0] ?? null, left).no;
  }
  return null;
}

function readsWithout(use: NodeUse, known: Knowledge, tracking: Tracking, name: string): boolean {
  const isTest = /^\/(?:branches|rules)\/\d+\/when$|^\/match$/.test(use.within);
  return use.expressions.some((code) => {
    if (!code.names.includes(name)) return false;
    const guessers = listGuessers(tracking, code, use.locals, known);
    return guessers.some((guess) => readsUnguarded(code.root, { name, source: code.source, guess }, isTest));
  });
}

const LISTED = /^\/(?<list>assign|save|outputs)\/(?<at>\d+)\//;

/** True for an assignment whose list sets the variable before. */
function isSetBefore({ within }: NodeUse, node: object, name: string): boolean {
  const { list = '', at } = LISTED.exec(within)?.groups ?? {};
  const assignments: unknown = Reflect.get(node, list);
  if (!Array.isArray(assignments)) return false;
  return assignments.slice(0, Number(at)).some(({ variable }) => variable === name);
}
