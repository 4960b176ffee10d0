import { typeOfValue, type ValueType } from '../../definition/value-type';
import type { BinaryOperator, TreeNode, UnaryOperator } from '../../expression/tree';
import type { KnownTypes } from './declared-types';

const OPERATORS: Readonly<Record<Exclude<BinaryOperator, '+'>, ValueType>> = {
  ...{ '-': 'number', '*': 'number', '/': 'number', '%': 'number', '**': 'number' },
  ...{ '===': 'boolean', '!==': 'boolean', '==': 'boolean', '!=': 'boolean', in: 'boolean' },
  ...{ '<': 'boolean', '<=': 'boolean', '>': 'boolean', '>=': 'boolean' },
};

const UNARY: Readonly<Record<UnaryOperator, ValueType>> = {
  ...{ '!': 'boolean', typeof: 'text', '-': 'number', '+': 'number' },
};

/** The type of each name, from the names of each type. */
function listTypes(names: Partial<Record<ValueType, string>>): ReadonlyMap<string, ValueType> {
  const types = Object.entries(names) as [ValueType, string][];
  return new Map(types.flatMap(([type, list]) => list.split(' ').map((name) => [name, type])));
}

const FUNCTIONS = listTypes({
  number: 'Number parseInt parseFloat $diff',
  text: 'String $format $today JSON.stringify',
  boolean: 'Boolean isNaN isFinite $matches $isOpen Array.isArray',
  list: 'Object.keys Object.values Object.entries',
});

/** Methods whose result has one type, whatever has them; a missing value has no method, so a result may be missing, too. */
const METHODS = listTypes({
  boolean: 'endsWith every includes some startsWith',
  number: 'indexOf lastIndexOf findIndex',
  text: 'join padEnd padStart repeat replace replaceAll toFixed toLowerCase toPrecision toString toUpperCase toLocaleDateString toLocaleString toLocaleTimeString trim trimEnd trimStart',
  list: 'filter flatMap map reverse sort split',
});

/** The type of an expression's value as far as it is known; a value may always be missing instead. */
export function inferType(node: TreeNode, types: KnownTypes): ValueType | null {
  switch (node.kind) {
    case 'literal':
      return typeOfValue(node.value);
    case 'template':
      return 'text';
    case 'array':
      return 'list';
    case 'object':
      return 'object';
    case 'variable':
      return types.get(node.name) ?? null;
    case 'alias':
      return node.name === null ? null : (types.get(node.name) ?? null);
    case 'unary':
      return UNARY[node.operator];
    case 'binary':
      return node.operator === '+' ? inferSum(node.left, node.right, types) : OPERATORS[node.operator];
    case 'logical':
      return inferEither(node.left, node.right, types);
    case 'ternary':
      return inferEither(node.yes, node.no, types);
    case 'method':
      return METHODS.get(node.name) ?? null;
    case 'function':
      return node.name.startsWith('Math.') ? 'number' : (FUNCTIONS.get(node.name) ?? null);
    default:
      return null;
  }
}

function inferSum(left: TreeNode, right: TreeNode, types: KnownTypes): ValueType | null {
  const sides = [inferType(left, types), inferType(right, types)];
  if (sides.includes('text')) return 'text';
  return sides.every((side) => side === 'number') ? 'number' : null;
}

function inferEither(one: TreeNode, other: TreeNode, types: KnownTypes): ValueType | null {
  const type = inferType(one, types);
  return type === inferType(other, types) ? type : null;
}
