import { toCallKey } from '../certify/call-key';
import type { CallSummary } from '../certify/call-summary';
import { groupByNode, type NodeUse } from '../certify/flow-facts';
import type { Node, NodeOf } from '../definition/node';
import { SELF_FLOW } from '../definition/self-flow';
import { findOwnNames } from '../program';
import type { Steps } from '../steps';
import type { Inspection } from '../validate/inspection';
import { addLastMessages } from './last-message';
import { listOutlets } from './node-flows';
import { listReadNames } from './read-names';
import { createValueGraph, type ValueGraph } from './value-graph';

/** Collects how values move in a flow, in steps (validate/in-steps). */
export function* traceValues(inspection: Inspection): Steps<ValueGraph> {
  const { definition, uses } = inspection;
  const graph = createValueGraph();
  const own = findOwnNames(definition);
  for (const [index, usesOfNode] of yield* groupByNode(uses)) {
    const node = definition.nodes[index];
    if (node) for (const use of usesOfNode) addUse(graph, inspection, node, { use, own });
    yield;
  }
  for (const [index, node] of definition.nodes.entries()) addUnwritten(graph, inspection, node, index);
  addLastMessages(graph, definition);
  return graph;
}

type OwnUse = { use: NodeUse; own: ReadonlySet<string> };

/** Adds where the values go that a source of a node reads. */
function addUse(graph: ValueGraph, inspection: Inspection, node: Node, { use, own }: OwnUse): void {
  const names = listReadNames(use, own);
  if (names.length === 0) return;
  const { path, within } = use;
  for (const outlet of listOutlets(node, within)) {
    if (outlet.type === 'variables') graph.carry(names, outlet.names);
    else if (outlet.type === 'target') graph.put(names, { target: outlet.target, nodeId: node.id, path });
    else if (node.kind === 'subflow') give(graph, inspection, node, { names, input: outlet.variable, path });
  }
}

/** What a node reads that stands in no source: the conversation that a model keeps, and the variables that flows share. */
function addUnwritten(graph: ValueGraph, inspection: Inspection, node: Node, index: number): void {
  const path = `/nodes/${index}`;
  if (node.kind === 'ai' && node.history)
    graph.put([node.history.variable], { target: 'model', nodeId: node.id, path: `${path}/history` });
  if (node.kind !== 'subflow' || !node.share || node.flow === SELF_FLOW) return;
  const given = new Set(node.inputs.map(({ variable }) => variable));
  for (const name of Object.keys(findSummary(inspection, node)?.reach ?? {}))
    if (!given.has(name))
      give(graph, inspection, node, { names: [name], input: name, path: `${path}/share` });
}

type Given = { names: readonly string[]; input: string; path: string };

/** Values that a node gives to another flow: where they get to from there, and whether they come back. */
function give(graph: ValueGraph, inspection: Inspection, node: NodeOf<'subflow'>, given: Given): void {
  const { names, input, path } = given;
  if (node.flow === SELF_FLOW) {
    graph.carry(names, [input]);
    return;
  }
  const summary = findSummary(inspection, node);
  const { targets = [], variables = [] } = summary?.reach[input] ?? {};
  const flow = { slug: node.flow, reaches: summary ? [...targets] : null };
  graph.put(names, { target: 'flow', nodeId: node.id, path, flow });
  if (!summary || targets.includes('output'))
    graph.carry(
      names,
      node.outputs.map(({ variable }) => variable),
    );
  if (node.share) graph.carry(names, variables);
}

function findSummary({ calls }: Inspection, node: NodeOf<'subflow'>): CallSummary | undefined {
  return calls.get(toCallKey(node));
}
