import type { Node } from '../definition/node';
import { type Problem, warningAt } from '../definition/problem';
import { nameNode } from './describe-route';
import { type Edge, type FlowGraph, listOwnExits, type Routes } from './flow-graph';

type Question = Extract<Node, { kind: 'question' }>;

const INVALID = 'invalid';

/**
 * Reports questions that go on without a valid answer as they do with one: to the same node, or to an end that says something
 * for conversations that went well. `thenContinue` of the retries declares that.
 */
export function findSharedFailures(graph: FlowGraph, routes: Routes): Problem[] {
  return graph.nodes.flatMap(({ node, edges }, index) => {
    if (node.kind !== 'question' || node.retries?.thenContinue || !routes.isReached(index)) return [];
    const target = edges.find(({ exit }) => exit === INVALID)?.target ?? null;
    const next = target === null ? undefined : graph.nodes[target]?.node;
    if (target === null || !next || next.kind === 'transfer') return [];
    const message = describeShared(graph, routes, { question: node, index, target, next });
    return message === null
      ? []
      : [warningAt('shared_failure', node.id, `/nodes/${index}/exits/${INVALID}`, message)];
  });
}

type Failure = { question: Question; index: number; target: number; next: Node };

function describeShared(graph: FlowGraph, routes: Routes, failure: Failure): string | null {
  const { question, index, target, next } = failure;
  const asked = nameNode(question);
  const answered = (graph.nodes[index]?.edges ?? []).filter(
    ({ exit, by }) => exit !== INVALID && exit !== 'noReply' && by === undefined,
  );
  if (answered.length > 0 && answered.every((edge) => edge.target === target))
    return `Without a valid answer, ${asked} goes on to ${nameNode(next)} as with one. If that is meant, tick "Continue without an answer" at its retries.`;
  // An end that the answer leads to as well is an end for everyone.
  if (next.kind !== 'end' || next.text === undefined || leadsTo(graph, answered, target)) return null;
  const other = graph.nodes.find(
    (one, at) =>
      at !== index &&
      routes.isReached(at) &&
      one.edges.some((edge) => edge.target === target && isSuccess(one.node, edge.exit)),
  );
  if (!other) return null;
  return `Without a valid answer, ${asked} ends with the text of ${nameNode(next)}, which also ends conversations after ${nameNode(other.node)}. Lead it to an end of its own.`;
}

function leadsTo({ nodes }: FlowGraph, from: readonly Edge[], target: number): boolean {
  const reached = new Set(from.map((edge) => edge.target));
  for (const at of reached) {
    if (at === target) return true;
    for (const edge of at === null ? [] : (nodes[at]?.edges ?? [])) reached.add(edge.target);
  }
  return false;
}

/** True for an exit that says that something went well. */
function isSuccess({ kind }: Node, exit: string): boolean {
  switch (kind) {
    case 'question':
      return exit !== INVALID && exit !== 'noReply';
    case 'http':
    case 'transfer':
      return exit === 'success';
    case 'ai':
      return exit === 'next';
    default:
      return false;
  }
}

/** Reports answers without an exit in questions whose other answers have one. */
export function findLooseAnswers({ nodes }: FlowGraph, routes: Routes): Problem[] {
  return nodes.flatMap(({ node }, index) => {
    if (node.kind !== 'question' || Object.hasOwn(node.exits, 'next') || !routes.isReached(index)) return [];
    const exits = listOwnExits(node.answer);
    const loose = exits.filter((exit) => !Object.hasOwn(node.exits, exit));
    if (loose.length === exits.length) return [];
    return loose.map((exit) => {
      const message = `The exit "${exit}" of ${nameNode(node)} is not wired, and neither is "next": the flow ends there.`;
      return warningAt('unwired_exit', node.id, `/nodes/${index}/exits`, message);
    });
  });
}
