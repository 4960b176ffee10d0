import { evaluateNode } from '../evaluate-node';
import type { BinaryNode, BinaryOperator, TreeNode, Value } from '../tree';
import type { Search } from './proposal';

type Method = Extract<TreeNode, { kind: 'method' }>;

/** A question whether a list has an element or a text contains another; the comparison is true if it is `isWanted`. */
type Existence = { call: Method; isWanted: boolean };

// The outcomes of each comparison, by what it is compared with: whether it is true where there is such an element.
const COUNTED: { readonly [comparison: string]: boolean } = {
  ...{ '> 0': true, '>= 1': true, '!== 0': true, '!= 0': true },
  ...{ '=== 0': false, '== 0': false, '< 1': false, '<= 0': false },
};
const POSITIONED: { readonly [comparison: string]: boolean } = {
  ...{ '> -1': true, '>= 0': true, '!== -1': true, '!= -1': true },
  ...{ '=== -1': false, '== -1': false, '< 0': false, '<= -1': false },
};

/** Reads comparisons such as `list.filter(…).length > 0` and `text.indexOf(…) !== -1` as the question that they ask. */
export function toExistence({ operator, left, right }: BinaryNode, search: Search): Existence | null {
  if (right.kind !== 'literal' && right.kind !== 'unary') return null;
  const value = evaluateNode(right, search.evaluation);
  if (left.kind === 'member' && left.key === 'length' && left.object.kind === 'method')
    return left.object.name === 'filter' ? look(COUNTED, left.object, 'some', operator, value) : null;
  if (left.kind !== 'method') return null;
  if (left.name === 'findIndex') return look(POSITIONED, left, 'some', operator, value);
  if (left.name === 'indexOf') return look(POSITIONED, left, 'includes', operator, value);
  return left.name === 'find' ? lookForMissing(left, operator, value) : null;
}

function look(
  table: { readonly [comparison: string]: boolean },
  call: Method,
  name: string,
  operator: BinaryOperator,
  value: Value,
): Existence | null {
  const isWanted = table[`${operator} ${String(value)}`];
  return isWanted === undefined ? null : { call: { ...call, name }, isWanted };
}

function lookForMissing(call: Method, operator: BinaryOperator, value: Value): Existence | null {
  if (value !== undefined && (value !== null || operator.length === 3)) return null;
  if (operator === '===' || operator === '==') return { call: { ...call, name: 'some' }, isWanted: false };
  if (operator === '!==' || operator === '!=') return { call: { ...call, name: 'some' }, isWanted: true };
  return null;
}
