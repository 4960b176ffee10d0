import { compileHandlers, type ProgramHandler } from './compile/compile-handlers';
import type { Compiler, DataTemplate } from './compile/compiler';
import { findConfigNames } from './compile/find-config-names';
import { findLoopBodies, type LoopBody, type LoopNode } from './compile/loop-bodies';
import { prepareCompiler } from './compile/prepare-compiler';
import { findJsonKind, type JsonKind } from './data/json-kind';
import type { FlowDefinition } from './definition';
import type { Node, NodeKind, NodeOf } from './definition/node';
import { FACT_NAMES } from './expression/fact-names';
import type { JsonObject } from './json';
import type { FlowRegional } from './locale/resolve-regional';
import { parseTimeZone } from './locale/time-zone';
import { behaviorOf } from './nodes/behavior-of';
import type { NodeHandlers } from './nodes/contract/node-behavior';
import { NODES } from './nodes/index';
import { listAssigned } from './nodes/list-assigned';
import { listProperties } from './schema/declared';
import { runSteps, type Steps } from './steps';

/** A compiled node. */
export type ProgramNode = {
  readonly id: string;
  /** Its name for people; empty without one. */
  readonly label: string;
  readonly kind: NodeKind;
  readonly exits: ReadonlyMap<string, string>;
  readonly handlers: NodeHandlers;
  /** True for a question that the message before it asks. */
  readonly isSilent: boolean;
  /** True for a question whose answers are choices. */
  readonly isOffering: boolean;
  /** True for a question that decides itself what happens after invalid answers. */
  readonly limitsInvalid: boolean;
  /** The exit of a failure; null for a node that has none. */
  readonly failsBy: string | null;
};

/** `kind` is the JSON kind of the default, which a visitor's value must have; null allows any. */
type PublicVariable = { readonly name: string; readonly kind: JsonKind | null };

/** A compiled flow, never modified. Called flows are looked up when they are called. */
export type Program = FlowRegional & {
  readonly start: string;
  /** The JSON Schema of what its start or its caller gives; null if it is not declared. */
  readonly inputs: JsonObject | null;
  /** The JSON Schema of its output; null if it is not declared. */
  readonly outputs: JsonObject | null;
  readonly defaults: readonly { name: string; value: DataTemplate | null }[];
  /** The variables that a visitor's page may set. */
  readonly publics: readonly PublicVariable[];
  /** The names of facts that are variables of the flow itself, which hide the facts (facts/own-name). */
  readonly ownNames: ReadonlySet<string>;
  /** The configuration values that its sources may read. */
  readonly configNames: ReadonlySet<string>;
  readonly nodes: ReadonlyMap<string, ProgramNode>;
  /** The nodes of each loop's body, by the id of the loop. */
  readonly loopBodies: ReadonlyMap<string, LoopBody>;
  readonly calls: ReadonlyMap<string, Program>;
  /** What leads to a node from anywhere in the flow. */
  readonly handlers: readonly ProgramHandler[];
};

/**
 * Compiles a definition, even one with problems: an invalid source fails when it is used. `calls` holds the
 * programs of called flows by slug and may be filled later, so that flows can call each other.
 */
export function compileProgram(definition: FlowDefinition, calls: ReadonlyMap<string, Program>): Program {
  return runSteps(compileInSteps(definition, calls));
}

/** Compiles like `compileProgram`, in steps (validate/in-steps). */
export function* compileInSteps(
  definition: FlowDefinition,
  calls: ReadonlyMap<string, Program>,
): Steps<Program> {
  const nodes = new Map<string, ProgramNode>();
  const configNames = new Set<string>();
  const onSource = (source: string) => {
    for (const name of findConfigNames(source)) configNames.add(name);
  };
  for (const node of definition.nodes) {
    if (nodes.has(node.id)) continue;
    const compiler = yield* prepareCompiler((given) => compileNode(node, given), definition.locale, onSource);
    nodes.set(node.id, compileProgramNode(node, compiler));
  }
  const defaults: { name: string; value: DataTemplate | null }[] = [];
  for (const { name, default: value } of definition.variables) {
    const compile = (compiler: Compiler) => (value === undefined ? null : compiler.data('', value));
    defaults.push({ name, value: compile(yield* prepareCompiler(compile, undefined, onSource)) });
  }
  const publics = listPublics(definition, defaults);
  const { start, inputs = null, outputs = null } = definition;
  const loopBodies = yield* findLoopBodies(start, definition.nodes.map(toLoopNode));
  const ownNames = findOwnNames(definition);
  const regional = compileRegional(definition);
  const compile = (compiler: Compiler) => compileHandlers(definition, compiler);
  const handlers = compile(yield* prepareCompiler(compile, undefined, onSource));
  const declared = { inputs, outputs, defaults, publics, ownNames, configNames };
  return { start, ...regional, ...declared, nodes, loopBodies, calls, handlers };
}

/** An unknown time zone counts as none. */
function compileRegional({ locale, timeZone = '', languages = [] }: FlowDefinition): FlowRegional {
  return { locale: locale ?? null, timeZone: parseTimeZone(timeZone), languages };
}

function toLoopNode(node: Node): LoopNode {
  const { boundedExits = [] } = behaviorOf(node);
  const exits = Object.entries(node.exits);
  return {
    id: node.id,
    targets: exits.flatMap(([exit, target]) => (boundedExits.includes(exit) ? [] : [target])),
    body: exits.find(([exit]) => boundedExits.includes(exit))?.[1] ?? null,
  };
}

function listPublics(
  { variables }: FlowDefinition,
  defaults: Program['defaults'],
): readonly PublicVariable[] {
  return variables.flatMap(({ name, public: isPublic }, index) =>
    isPublic ? [{ name, kind: findKind(defaults[index]?.value ?? null) }] : [],
  );
}

/** The kind of a default; null if it is known only at run time. */
function findKind(value: DataTemplate | null): JsonKind | null {
  if (value === null || value.type === 'text') return null;
  if (value.type !== 'constant') return value.type;
  return value.value === null ? null : findJsonKind(value.value);
}

/** The names of facts that a flow uses for variables of its own. */
export function findOwnNames(definition: FlowDefinition): ReadonlySet<string> {
  const { variables, inputs } = definition;
  const declared = [...variables, ...listProperties(inputs)].map(({ name }) => name);
  const names = [...declared, ...listAssigned(definition)];
  return new Set(names.filter((name) => FACT_NAMES.includes(name)));
}

function compileNode<K extends NodeKind>(node: NodeOf<K>, compiler: Compiler): NodeHandlers {
  return NODES[node.kind as K].compile(node, compiler);
}

const OFFERING: ReadonlySet<string> = new Set(['choice', 'multi-choice', 'confirm', 'rating']);

function compileProgramNode(node: Node, compiler: Compiler): ProgramNode {
  const exits = new Map(Object.entries(node.exits));
  const { id, kind, label = '' } = node;
  const question = node.kind === 'question' ? node : null;
  return {
    ...{ id, label, kind, exits, handlers: compileNode(node, compiler) },
    isSilent: question?.prompt.length === 0,
    isOffering: OFFERING.has(question?.answer.type ?? ''),
    limitsInvalid: question?.retries !== undefined,
    failsBy: behaviorOf(node).failsBy ?? null,
  };
}
