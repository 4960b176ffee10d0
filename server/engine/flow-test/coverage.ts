import { hasUnknownChoices } from '../certify/flow-graph';
import type { FlowDefinition } from '../definition';
import type { Node } from '../definition/node';
import { behaviorOf } from '../nodes/behavior-of';
import { toNodeKey } from '../replay/replay-step';

/** Counts of covered things. */
type Covered = { covered: number; total: number };

/** A node with the number of tests that pass it, and that take each of its exits. */
type NodeCoverage = {
  /** The key of the node: its id, after the slug of the called flow that it belongs to and a slash. */
  node: string;
  kind: string;
  tests: number;
  exits: { exit: string; tests: number }[];
};

/** The coverage of flows by tests. Exits are those that a flow can take; an end has none. */
export type Coverage = { nodes: Covered; exits: Covered; byNode: NodeCoverage[] };

/**
 * Counts the nodes and exits that tests pass. `flows` holds the tested flow as "" and the flows that it calls by slug; `exits`
 * has the exits that each test takes, as `listExits` names them.
 */
export function measureCoverage(
  flows: { readonly [slug: string]: FlowDefinition },
  exits: readonly (readonly string[])[],
): Coverage {
  return sumUpCoverage(flows, countTests(exits));
}

/** The numbers of tests that pass each node and take each exit. */
type PassCounts = { nodes: ReadonlyMap<string, number>; exits: ReadonlyMap<string, number> };

/** Sums up the coverage of flows by counted tests. */
export function sumUpCoverage(
  flows: { readonly [slug: string]: FlowDefinition },
  counts: PassCounts,
): Coverage {
  const byNode = Object.entries(flows).flatMap(([slug, { nodes }]) =>
    nodes.map((node): NodeCoverage => {
      const key = toNodeKey(slug, node.id);
      return {
        node: key,
        kind: node.kind,
        tests: counts.nodes.get(key) ?? 0,
        exits: listExitsToTake(node).map((exit) => ({
          exit,
          tests: counts.exits.get(`${key}:${exit}`) ?? 0,
        })),
      };
    }),
  );
  const allExits = byNode.flatMap((node) => node.exits);
  return { nodes: count(byNode), exits: count(allExits), byNode };
}

/** Kinds whose exits beside `next` are taken only with a setting, which makes them expected, or a wire. */
const NEEDS_SETTING: ReadonlySet<Node['kind']> = new Set(['question', 'await-event', 'wait', 'split']);

/** The exits that a flow can take; those that a question lacks the setting or the wire for, or has no answer for, are left out. */
export function listExitsToTake(node: Node): string[] {
  const exits = behaviorOf(node).exits(node);
  const isWired = (name: string) => Object.hasOwn(node.exits, name);
  const answers = exits.filter(({ name }) => isAnswer(node, name));
  const isOpen = node.kind === 'question' && hasUnknownChoices(node.answer);
  const leadsOn = isOpen || answers.length === 0 || !answers.every(({ name }) => isWired(name));
  return exits.flatMap(({ name, expected }) => {
    if (name === 'next') return leadsOn ? [name] : [];
    return isWired(name) || expected || !NEEDS_SETTING.has(node.kind) ? [name] : [];
  });
}

function isAnswer({ kind }: Node, exit: string): boolean {
  return kind === 'question' && (exit.startsWith('choice:') || exit === 'yes' || exit === 'no');
}

function count(things: readonly { tests: number }[]): Covered {
  return { covered: things.filter(({ tests }) => tests > 0).length, total: things.length };
}

function countTests(exits: readonly (readonly string[])[]): PassCounts {
  const counts = { nodes: new Map<string, number>(), exits: new Map<string, number>() };
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const test of exits) {
    for (const node of new Set(test.map(toNode))) add(counts.nodes, node);
    for (const exit of new Set(test)) if (exit.includes(':')) add(counts.exits, exit);
  }
  return counts;
}

/** The node of an exit; the names of exits may have colons, those of nodes have none. */
function toNode(exit: string): string {
  const colon = exit.indexOf(':');
  return colon < 0 ? exit : exit.slice(0, colon);
}
