import { quote } from '../../data/quote';
import type { FlowDefinition } from '../../definition';
import type { Node } from '../../definition/node';
import { errorAt, type Problem, warningAt } from '../../definition/problem';
import { nameType, typeOfValue, type ValueType } from '../../definition/value-type';
import { visitTree } from '../../expression/list-parts';
import { methodsOf } from '../../expression/methods/methods-of';
import type { TreeNode } from '../../expression/tree';
import type { Inspection, PlacedUse } from '../inspection';
import { type KnownTypes, listDeclaredTypes } from '../types/declared-types';
import { inferType } from '../types/infer-type';
import { listNodeResults } from '../types/node-types';

const CODE = 'type_mismatch';

/** Reports values, comparisons and methods that do not fit the declared type of a variable. */
export function checkTypes({ definition, uses }: Inspection): Problem[] {
  const types = listDeclaredTypes(definition);
  if (types.size === 0) return [];
  return [
    ...checkDefaults(definition),
    ...definition.nodes.flatMap((node, index) => checkResults(node, index, types)),
    ...checkAssignments(definition, uses, types),
    ...checkLists(definition, uses, types),
    ...uses.flatMap((use) => checkUse(use, types)),
  ];
}

/** A default that is computed may be anything. */
function checkDefaults({ variables }: FlowDefinition): Problem[] {
  return variables.flatMap(({ name, valueType, default: value }, index) => {
    const type = typeOfValue(value);
    if (valueType === undefined || type === null || type === valueType) return [];
    if (typeof value === 'string' && value.includes('{{')) return [];
    const message = `The default of ${quote(name)} is ${nameType(type)}, but the variable has the type ${valueType}.`;
    return [errorAt(CODE, null, `/variables/${index}/default`, message)];
  });
}

function checkResults(node: Node, index: number, types: KnownTypes): Problem[] {
  return listNodeResults(node).flatMap(({ name, type, path, what }) => {
    const declared = types.get(name);
    if (declared === undefined || declared === type) return [];
    const message = `${what} is ${nameType(type)}, but ${quote(name)} has the type ${declared}.`;
    return [warningAt(CODE, node.id, `/nodes/${index}${path}`, message)];
  });
}

function checkAssignments(
  definition: FlowDefinition,
  uses: readonly PlacedUse[],
  types: KnownTypes,
): Problem[] {
  const named = new Map(definition.nodes.flatMap(listAssignments));
  return uses.flatMap(({ path, nodeId, locals, expressions: [expression] }) => {
    const name = named.get(path);
    const declared = name === undefined ? undefined : types.get(name);
    if (name === undefined || declared === undefined || !expression) return [];
    const type = inferType(expression.root, withoutLocals(types, locals));
    if (type === null || type === declared) return [];
    const message = `This is ${nameType(type)}, but ${quote(name)} has the type ${declared}.`;
    return [warningAt(CODE, nodeId, path, message)];
  });
}

function checkLists({ nodes }: FlowDefinition, uses: readonly PlacedUse[], types: KnownTypes): Problem[] {
  const loops = new Set(
    nodes.flatMap(({ kind }, index) => (kind === 'each' ? [`/nodes/${index}/list`] : [])),
  );
  return uses.flatMap(({ path, nodeId, expressions: [expression] }) => {
    const type = loops.has(path) && expression ? inferType(expression.root, types) : null;
    if (type === null || type === 'list') return [];
    return [warningAt(CODE, nodeId, path, `This is ${nameType(type)}, and not a list: the loop is empty.`)];
  });
}

/** The path of each assignment of a node, and the variable that it sets. */
function listAssignments(node: Node, index: number): [path: string, name: string][] {
  const place = (field: string, list: readonly { variable: string }[]) =>
    list.map(({ variable }, at): [string, string] => [`/nodes/${index}/${field}/${at}/value`, variable]);
  switch (node.kind) {
    case 'set':
      return place('assign', node.assign);
    case 'http':
      return place('save', node.save);
    case 'subflow':
      return place('outputs', node.outputs);
    default:
      return [];
  }
}

function checkUse({ expressions, locals, nodeId, path }: PlacedUse, declared: KnownTypes): Problem[] {
  const types = withoutLocals(declared, locals);
  return expressions.flatMap(({ root }) =>
    listFaults(root, types).map((message) => warningAt(CODE, nodeId, path, message)),
  );
}

function withoutLocals(types: KnownTypes, locals: readonly string[]): KnownTypes {
  if (!locals.some((name) => types.has(name))) return types;
  return new Map([...types].filter(([name]) => !locals.includes(name)));
}

function listFaults(root: TreeNode, types: KnownTypes): string[] {
  const faults: string[] = [];
  visitTree(root, (node) => {
    const fault = findComparison(node, types) ?? findMethod(node, types);
    if (fault !== null) faults.push(fault);
  });
  return faults;
}

/** Values of two types are never equal. */
function findComparison(node: TreeNode, types: KnownTypes): string | null {
  if (node.kind !== 'binary' || (node.operator !== '===' && node.operator !== '!==')) return null;
  const [left, right] = [inferType(node.left, types), inferType(node.right, types)];
  if (left === null || right === null || left === right) return null;
  if (node.left.kind === 'variable') return explainUnequal(node.left.name, left, right);
  return node.right.kind === 'variable' ? explainUnequal(node.right.name, right, left) : null;
}

function explainUnequal(name: string, type: ValueType, other: ValueType): string {
  return `${quote(name)} has the type ${type} and never equals ${nameType(other)}.`;
}

function findMethod(node: TreeNode, types: KnownTypes): string | null {
  if (node.kind !== 'method' || node.object.kind !== 'variable') return null;
  const type = types.get(node.object.name);
  if (type === undefined || methodsOf(type).has(node.name)) return null;
  return `${quote(node.object.name)} has the type ${type}, which has no method ${node.name}().`;
}
