import { type Compiler, type Data, newCompiler } from './compile';
import type { FlowDefinition } from './definition';
import type { Node, NodeKind, NodeOf } from './definition/node';
import type { Step } from './nodes/behaviour';
import { NODES } from './nodes/index';

/** One node ready to run. */
export type ProgramNode = {
  readonly id: string;
  readonly kind: NodeKind;
  readonly exits: ReadonlyMap<string, string>;
  readonly step: Step;
};

/** A flow ready to run: everything parsed once, never changed. Flows it calls are looked up when they are called. */
export type Program = {
  readonly start: string;
  readonly defaults: readonly { name: string; value: Data | null }[];
  readonly nodes: ReadonlyMap<string, ProgramNode>;
  readonly calls: ReadonlyMap<string, Program>;
};

/**
 * Compiles a definition, whatever problems it still has: what cannot be read fails where it is used.
 * `calls` holds the programs of `calledFlows` by slug; it may be filled later, so flows can call each other.
 */
export function compileProgram(definition: FlowDefinition, calls: ReadonlyMap<string, Program>): Program {
  const compiler = newCompiler(() => {});
  const nodes = new Map<string, ProgramNode>();
  for (const node of definition.nodes) {
    if (!nodes.has(node.id)) nodes.set(node.id, compileProgramNode(node, compiler));
  }
  const defaults = definition.variables.map(({ name, default: value }) => ({
    name,
    value: value === undefined ? null : compiler.data('', value),
  }));
  return { start: definition.start, defaults, nodes, calls };
}

/** The slugs of the flows that a definition's `subflow` nodes call, sorted, each once. */
export function calledFlows(definition: FlowDefinition): string[] {
  return [
    ...new Set(definition.nodes.flatMap((node) => (node.kind === 'subflow' ? [node.flow] : []))),
  ].sort();
}

/** Compiles one node by its kind. */
export function compileNode<K extends NodeKind>(node: NodeOf<K>, compiler: Compiler): Step {
  return NODES[node.kind as K].compile(node, compiler);
}

function compileProgramNode(node: Node, compiler: Compiler): ProgramNode {
  const exits = new Map(Object.entries(node.exits));
  return { id: node.id, kind: node.kind, exits, step: compileNode(node, compiler) };
}
