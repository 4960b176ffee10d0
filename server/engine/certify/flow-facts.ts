import type { FlowDefinition } from '../definition';
import { TRIGGER_VARIABLE } from '../definition/trigger';
import { VISITOR_NAME } from '../expression/fact-names';
import { visitTree } from '../expression/list-parts';
import type { ParsedExpression } from '../expression/parse/parse-expression';
import type { TreeNode, Value } from '../expression/tree';
import { behaviorOf } from '../nodes/behavior-of';
import { listAssigned, listHandlerAssigned } from '../nodes/list-assigned';
import { listProperties } from '../schema/declared';
import type { Steps } from '../steps';
import type { PlacedUse } from '../validate/inspection';
import { type Domain, type Literal, toDomain } from './domain';
import { mayHandle } from './flow-graph';

/** An expression or template at its place in a node; `within` is a JSON pointer within the node. */
export type NodeUse = PlacedUse & { within: string; isBranch: boolean };

type Repeated = { nodes: ReadonlySet<number>; names: readonly string[] };

export type FlowFacts = {
  definition: FlowDefinition;
  /** The sources of each node, by its index. */
  usesOf: ReadonlyMap<number, readonly NodeUse[]>;
  /** The variables that nodes of the flow set. */
  assigned: ReadonlySet<string>;
  /** The variables without a value at the start that only the flow itself sets. */
  own: ReadonlySet<string>;
  /** The variables that only a caller can set. */
  given: ReadonlySet<string>;
  /** The values of a variable that the flow tells apart; null if there are too many. */
  domainOf(name: string): Domain | null;
  /** The variables that the values of `set` nodes are made from, by the variable that they set. */
  origins: ReadonlyMap<string, ReadonlySet<string>>;
  /** The nodes that read or set a variable, by its name. */
  touching: ReadonlyMap<string, ReadonlySet<number>>;
  /** The conditions that stand more than once, with their nodes and the variables that they read. */
  repeated: ReadonlyMap<string, Repeated>;
};

const BRANCH = /^\/branches\/\d+\/when$/;
const NODE_PATH = /^\/nodes\/(?<index>\d+)(?<within>.*)$/s;
/** The result of these differs from one turn to the next. */
const TIME = /\$(?:now|today|isOpen|nextOpen)\b|\bDate\.now\b/;

/** Collects what the sources of a flow say about its variables, in steps (validate/in-steps). */
export function* collectFacts(definition: FlowDefinition, uses: readonly PlacedUse[]): Steps<FlowFacts> {
  const usesOf = yield* groupByNode(uses);
  const assigned = new Set(listAssigned(definition));
  yield;
  const own = findOwn(definition, assigned, usesOf);
  yield;
  const declared = [
    ...definition.variables.filter((one) => one.default === undefined),
    ...listProperties(definition.inputs),
  ].map(({ name }) => name);
  const isGiven = (name: string) => !own.has(name) && name !== TRIGGER_VARIABLE && name !== VISITOR_NAME;
  const literals = yield* collectLiterals(definition, uses);
  const origins = findOrigins(definition, usesOf);
  yield;
  const touching = findTouching(definition, usesOf);
  yield;
  return {
    ...{ definition, usesOf, assigned, own, origins, touching },
    given: new Set(declared.filter(isGiven)),
    domainOf: createDomains(literals),
    repeated: findRepeated(usesOf),
  };
}

const USES_PER_STEP = 256;

/** Groups the sources of a flow by the index of their node, in steps (validate/in-steps). */
export function* groupByNode(uses: readonly PlacedUse[]): Steps<Map<number, NodeUse[]>> {
  const groups = new Map<number, NodeUse[]>();
  for (const [at, use] of uses.entries()) {
    if (at % USES_PER_STEP === 0) yield;
    const { index, within = '' } = NODE_PATH.exec(use.path)?.groups ?? {};
    if (index === undefined) continue;
    const group = groups.get(Number(index)) ?? [];
    group.push({ ...use, within, isBranch: BRANCH.test(within) });
    groups.set(Number(index), group);
  }
  return groups;
}

/**
 * The variables that the flow alone sets. A declared one may come from a caller if the flow only ever changes the value that it
 * has, as `name = name.trim()` does.
 */
function findOwn(
  { variables, nodes, handlers = [], inputs }: FlowDefinition,
  assigned: ReadonlySet<string>,
  usesOf: FlowFacts['usesOf'],
): Set<string> {
  const own = new Set(assigned);
  own.delete(VISITOR_NAME);
  own.delete(TRIGGER_VARIABLE);
  const made = new Set<string>(handlers.flatMap(listHandlerAssigned));
  for (const [index, node] of nodes.entries()) {
    const changed = node.kind === 'set' ? listChanged(node.assign, usesOf.get(index) ?? []) : new Set();
    for (const name of behaviorOf(node).assigns?.(node) ?? []) if (!changed.has(name)) made.add(name);
  }
  for (const { name, default: value, public: isPublic } of variables)
    if (value !== undefined || isPublic || !made.has(name)) own.delete(name);
  for (const { name } of listProperties(inputs)) own.delete(name);
  return own;
}

/** The variables whose every assignment in a list reads the variable itself. */
function listChanged(assign: readonly { variable: string }[], uses: readonly NodeUse[]): Set<string> {
  const changed = new Set(assign.map(({ variable }) => variable));
  const byPlace = groupByPlace(uses);
  for (const [at, { variable }] of assign.entries()) {
    const use = byPlace.get(`/assign/${at}/value`);
    if (!use?.names.includes(variable)) changed.delete(variable);
  }
  return changed;
}

function groupByPlace(uses: readonly NodeUse[]): Map<string, NodeUse> {
  return new Map(uses.map((use) => [use.within, use]));
}

function findOrigins({ nodes }: FlowDefinition, usesOf: FlowFacts['usesOf']): Map<string, Set<string>> {
  const origins = new Map<string, Set<string>>();
  for (const [index, node] of nodes.entries()) {
    if (node.kind !== 'set') continue;
    const byPlace = groupByPlace(usesOf.get(index) ?? []);
    for (const [at, { variable }] of node.assign.entries()) {
      const known = origins.get(variable) ?? new Set<string>();
      for (const name of byPlace.get(`/assign/${at}/value`)?.expressions[0]?.names ?? []) known.add(name);
      origins.set(variable, known);
    }
  }
  return origins;
}

type Literals = ReadonlyMap<string, ReadonlySet<Literal>>;

function createDomains(literals: Literals): FlowFacts['domainOf'] {
  const domains = new Map<string, Domain | null>();
  return (name) => {
    const known = domains.get(name);
    if (known !== undefined) return known;
    const made = toDomain([...(literals.get(name) ?? [])]);
    domains.set(name, made);
    return made;
  };
}

function* collectLiterals({ variables, nodes }: FlowDefinition, uses: readonly PlacedUse[]): Steps<Literals> {
  const literals = new Map<string, Set<Literal>>();
  const add = (name: string, value: unknown) => {
    if (typeof value === 'object' ? value !== null : value === undefined) return;
    const known = literals.get(name) ?? new Set<Literal>();
    literals.set(name, known.add(value as Literal));
  };
  for (const { name, default: value } of variables)
    if (typeof value !== 'string' || !value.includes('{{')) add(name, value);
  for (const node of nodes) {
    if (node.kind !== 'question' || node.variable === undefined) continue;
    if (node.answer.type === 'choice') for (const { value } of node.answer.choices) add(node.variable, value);
    if (node.answer.type === 'confirm') for (const value of [true, false]) add(node.variable, value);
  }
  for (const [at, { expressions }] of uses.entries()) {
    for (const { root } of expressions) collectCompared(root, add);
    if (at % USES_PER_STEP === 0) yield;
  }
  for (const [name, value] of listConstants(nodes, uses)) add(name, value);
  return literals;
}

/** The constants in the values that nodes set variables to. */
function listConstants(nodes: FlowDefinition['nodes'], uses: readonly PlacedUse[]): [string, Value][] {
  const byPath = new Map(uses.map((use) => [use.path, use]));
  const constants: [string, Value][] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.kind !== 'set') continue;
    for (const [at, { variable }] of node.assign.entries()) {
      const root = byPath.get(`/nodes/${index}/assign/${at}/value`)?.expressions[0]?.root;
      if (!root) continue;
      visitTree(root, (one) => {
        if (one.kind === 'literal') constants.push([variable, one.value ?? null]);
      });
    }
  }
  return constants;
}

function collectCompared(root: TreeNode, add: (name: string, value: Value) => void): void {
  visitTree(root, (node) => {
    if (node.kind === 'binary') {
      addPair(node.left, node.right, add);
      addPair(node.right, node.left, add);
    }
    if (node.kind !== 'method' || node.name !== 'includes' || node.object.kind !== 'array') return;
    const [argument] = node.args;
    for (const { value } of node.object.items) if (argument) addPair(argument.value, value, add);
  });
}

function addPair(one: TreeNode, other: TreeNode, add: (name: string, value: Value) => void): void {
  if (one.kind === 'variable' && other.kind === 'literal') add(one.name, other.value);
}

function findTouching(
  { nodes, handlers = [] }: FlowDefinition,
  usesOf: FlowFacts['usesOf'],
): Map<string, Set<number>> {
  const touching = new Map<string, Set<number>>();
  for (const [index, node] of nodes.entries()) {
    const read = (usesOf.get(index) ?? []).flatMap(({ names }) => names);
    const handled = handlers.filter((one) => mayHandle(one, node)).flatMap(listHandlerAssigned);
    for (const name of [...read, ...(behaviorOf(node).assigns?.(node) ?? []), ...handled])
      touching.set(name, (touching.get(name) ?? new Set()).add(index));
  }
  return touching;
}

function findRepeated(usesOf: FlowFacts['usesOf']): Map<string, Repeated> {
  const conditions = new Map<string, { nodes: Set<number>; names: readonly string[]; count: number }>();
  for (const [index, uses] of usesOf) {
    for (const { isBranch, source, names } of uses) {
      if (!isBranch || TIME.test(source)) continue;
      const key = source.trim();
      const { nodes, count } = conditions.get(key) ?? { nodes: new Set<number>(), count: 0 };
      conditions.set(key, { nodes: nodes.add(index), names, count: count + 1 });
    }
  }
  return new Map([...conditions].filter(([, { count }]) => count > 1));
}

/** The expression at a place in a node; null if it has a syntax error or is missing. */
export function findExpression(uses: readonly NodeUse[], within: string): ParsedExpression | null {
  return uses.find((use) => use.within === within)?.expressions[0] ?? null;
}
