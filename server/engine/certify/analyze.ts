import type { Node } from '../definition/node';
import { type Problem, warningAt } from '../definition/problem';
import { SELF_FLOW } from '../definition/self-flow';
import { behaviorOf } from '../nodes/behavior-of';
import { listReaches } from '../personal/list-personal-places';
import { listProperties } from '../schema/declared';
import type { Steps } from '../steps';
import type { Inspection } from '../validate/inspection';
import { isJump, toCallKey } from './call-key';
import type { CallSummary } from './call-summary';
import type { Claim } from './certificate';
import { describeRoute, nameNode } from './describe-route';
import { type DeadEnd, findDeadEnds } from './find-dead-ends';
import { findUnsetReads } from './find-unset-reads';
import { collectFacts, type FlowFacts } from './flow-facts';
import {
  type CallSummaries,
  type FlowGraph,
  findRoutes,
  type Route,
  type Routes,
  toFlowGraph,
} from './flow-graph';
import { findLooseAnswers, findSharedFailures } from './shared-failures';
import type { Flow, Work } from './unset-search';

/** The findings about the ways through a flow; `unknown` names the promises that were not checked to the end. */
export type Analysis = { problems: Problem[]; unknown: Claim[]; given: string[] };

/** Enough for the largest flow that people draw; more takes seconds. */
const MAX_WORK = 1_000_000;
const MAX_NAMED = 5;
/** A flow with more unset reads is not searched on. */
const MAX_READS = 200;
/** The most variables whose reach a summary has. */
const MAX_REACHES = 500;

/** Follows the ways through a flow, in steps (validate/in-steps). */
export function* analyze(inspection: Inspection): Steps<Analysis> {
  const flow = yield* prepare(inspection);
  const routes = findRoutes(flow.graph);
  yield;
  const variables = yield* reportUnsetReads(flow);
  return {
    problems: [
      ...reportDeadEnds(flow, routes, inspection),
      ...variables.problems,
      ...reportMissingInputs(flow, routes, inspection),
      ...findLooseAnswers(flow.graph, routes),
      ...findSharedFailures(flow.graph, routes),
    ],
    unknown: variables.isComplete ? [] : ['variables'],
    given: listGiven(flow, inspection),
  };
}

/** Sums up a flow for those that call it at a node; default: its start. */
export function* summarize(inspection: Inspection, entry?: string): Steps<CallSummary> {
  const flow = yield* prepare(inspection, entry);
  const { nodes } = flow.graph;
  const work = { left: MAX_WORK };
  const needs: string[] = [];
  for (const name of flow.facts.given) {
    const { reads } = yield* findUnsetReads(flow, name, work);
    if (reads.size > 0) needs.push(name);
  }
  // The end of a handler that comes back is not the end of the flow.
  const ways = findRoutes(flow.graph, ({ by }) => by !== 'return');
  const reached = nodes.filter((_, index) => ways.isReached(index));
  return {
    ends: reached.some(
      ({ node, edges }) =>
        node.kind === 'end' || edges.some(({ target }) => target === null) || endsElsewhere(node, inspection),
    ),
    reachesPerson: reached.some(
      ({ node }) => node.kind === 'transfer' || findSummary(node, inspection)?.reachesPerson,
    ),
    endsAtOnce: endsAtOnce(flow, inspection),
    needs,
    ...(flow.graph.start === null && { lacksEntry: true }),
    inputs: inspection.definition.inputs ?? null,
    outputs: inspection.definition.outputs ?? null,
    reach: yield* listReaches(inspection, listCallable(flow)),
  };
}

/** The variables that a caller may set, by an input or by sharing its own: all that the flow reads. */
function listCallable({ facts: { touching } }: Flow): string[] {
  return [...touching.keys()].slice(0, MAX_REACHES);
}

/** True for a node that goes on in another flow which may end, as one of which nothing is known does. */
function endsElsewhere(node: Node, inspection: Inspection): boolean {
  if (node.kind !== 'subflow' || node.mode !== 'goto') return false;
  return findSummary(node, inspection)?.ends ?? node.flow !== SELF_FLOW;
}

function findSummary(node: Node, { calls }: Inspection): CallSummary | undefined {
  return node.kind === 'subflow' ? calls.get(toCallKey(node)) : undefined;
}

function* prepare({ definition, uses }: Inspection, entry?: string): Steps<Flow> {
  const graph = yield* toFlowGraph(definition, entry);
  const facts = yield* collectFacts(definition, uses);
  return { graph, facts };
}

function endsAtOnce({ graph: { nodes, start } }: Flow, { calls }: Inspection): boolean {
  const reached = new Set(start === null ? [] : [start]);
  for (const at of reached) {
    const { node, edges } = nodes[at] ?? {};
    if (!node || !edges) continue;
    if (node.kind === 'end') return true;
    const atOnce = node.kind === 'subflow' && calls.get(toCallKey(node))?.endsAtOnce;
    if (atOnce && node.mode === 'goto') return true;
    if (!atOnce && !isJump(node) && behaviorOf(node).waitsFor !== 'nothing') continue;
    for (const { target } of edges) {
      if (target === null) return true;
      reached.add(target);
    }
  }
  return false;
}

const NO_CALLS: CallSummaries = new Map();

/** Dead ends that only the called flows tell have a code of their own: the browser does not find them. */
function reportDeadEnds({ graph }: Flow, routes: Routes, { calls }: Inspection): Problem[] {
  const certain = findDeadEnds(graph, routes, NO_CALLS);
  const known = new Set(certain.flatMap(({ nodes }) => nodes));
  const byCalls = findDeadEnds(graph, routes, calls).filter(({ nodes }) =>
    nodes.some((node) => !known.has(node)),
  );
  return [
    ...certain.flatMap((one) => reportDeadEnd('no_way_out', one, graph, routes)),
    ...byCalls.flatMap((one) => reportDeadEnd('no_way_out_by_calls', one, graph, routes)),
  ];
}

function reportDeadEnd(code: string, { nodes }: DeadEnd, graph: FlowGraph, routes: Routes): Problem[] {
  const [first = 0, ...others] = nodes;
  const node = graph.nodes[first]?.node;
  if (!node) return [];
  const route = routes.routeTo(first);
  const way = route.length > 1 ? ` The way there: ${describeRoute(route, graph)}.` : '';
  const message = `${nameNode(node)} leads to neither an end nor a person${describeOthers(others, graph)}.${way}`;
  return [warningAt(code, node.id, `/nodes/${first}`, message)];
}

function describeOthers(others: readonly number[], { nodes }: FlowGraph): string {
  const names = others
    .slice(0, MAX_NAMED)
    .flatMap((index) => nodes[index]?.node ?? [])
    .map(nameNode);
  if (names.length === 0) return '';
  const more = others.length - names.length;
  const list = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `, and neither ${others.length === 1 ? 'does' : 'do'} ${list}`;
}

function* reportUnsetReads(flow: Flow): Steps<{ problems: Problem[]; isComplete: boolean }> {
  const { graph, facts } = flow;
  const work: Work = { left: MAX_WORK };
  const problems: Problem[] = [];
  // A flow that shares variables may set them, or not.
  let isComplete = !graph.nodes.some(({ node }) => node.kind === 'subflow' && node.share === true);
  // With a variable of that name, vars.x is a member of it.
  if (facts.assigned.has('vars') || facts.definition.variables.some(({ name }) => name === 'vars'))
    return { problems, isComplete: false };
  for (const name of facts.own) {
    if (problems.length >= MAX_READS) break;
    const { reads, unknown } = yield* findUnsetReads(flow, name, work);
    if (unknown.length > 0) isComplete = false;
    for (const [index, { route, path }] of reads) {
      const node = graph.nodes[index]?.node;
      if (!node) continue;
      problems.push(
        warningAt('unset_read', node.id, path, describeUnset(name, node, describeWhere(route, graph))),
      );
    }
    yield;
  }
  return { problems: problems.sort(byPlace), isComplete };
}

function describeWhere(route: Route, graph: FlowGraph): string {
  if (route.length > 1) return `on the way ${describeRoute(route, graph)}`;
  return route[0]?.node === graph.start ? 'when the flow starts' : 'when the flow begins there';
}

function describeUnset(name: string, node: Node, where: string): string {
  const advice = `Set it before, give it a default, or write a fallback, as in ${name} ?? null.`;
  return `${nameNode(node)} reads ${name}, but nothing has set it ${where}. ${advice}`;
}

function byPlace(left: Problem, right: Problem): number {
  return left.path.localeCompare(right.path, 'en', { numeric: true });
}

function reportMissingInputs({ graph, facts }: Flow, routes: Routes, { calls }: Inspection): Problem[] {
  return graph.nodes.flatMap(({ node }, index) => {
    if (node.kind !== 'subflow' || !routes.isReached(index)) return [];
    const { needs = [], inputs } = calls.get(toCallKey(node)) ?? {};
    // What the called flow declares is checked against its declaration.
    const declared = listProperties(inputs).map(({ name }) => name);
    const given = new Set([...declared, ...node.inputs.map(({ variable }) => variable)]);
    if (node.share) for (const name of listNames(facts)) given.add(name);
    const missing = needs.filter((name) => !given.has(name));
    return missing.map((name) => {
      const message = `${nameNode(node)} gives no "${name}" to the flow "${node.flow}", which reads it and never sets it.`;
      return warningAt('missing_input', node.id, `/nodes/${index}/inputs`, message);
    });
  });
}

/** The variables that a flow has or may get. */
function listNames({ definition, assigned }: FlowFacts): string[] {
  return [...assigned, ...definition.variables.map(({ name }) => name)];
}

function listGiven({ facts }: Flow, { uses }: Inspection): string[] {
  const read = new Set(uses.flatMap(({ names, locals }) => names.filter((name) => !locals.includes(name))));
  return [...facts.given].filter((name) => read.has(name)).sort();
}
