import { evaluateNode } from '../evaluate-node';
import type { BinaryNode, BinaryOperator, TreeNode, Value } from '../tree';
import { findOriginOrPart, setThrough } from './find-origin';
import type { Origin } from './origin';
import { type Proposal, type Search, toProposal } from './proposal';
import { toExistence } from './to-existence';
import type { Relation } from './why';

// The operator when the sides are exchanged.
const MIRRORED: { readonly [operator: string]: BinaryOperator } = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const NEGATED: { readonly [operator: string]: BinaryOperator } = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/** Changes of one side of a comparison after which it is true or false; null for other operators. */
export function proposeComparison(node: BinaryNode, want: boolean, search: Search): Proposal[] | null {
  if (node.operator !== 'in' && !NEGATED[node.operator]) return null;
  const existence = toExistence(node, search);
  if (existence) return search.propose(existence.call, existence.isWanted === want);
  if (node.operator === 'in') return proposeKey(node, want, search);
  const operator = want ? node.operator : NEGATED[node.operator];
  if (!operator) return null;
  const sides = [
    { origin: findSide(node.left, search), other: node.right, operator },
    { origin: findSide(node.right, search), other: node.left, operator: MIRRORED[operator] ?? operator },
  ];
  // A path of a variable is a better subject than a computed part.
  const side = sides.find(({ origin }) => origin && !origin.isPart) ?? sides.find(({ origin }) => origin);
  if (!side?.origin) return [];
  return proposeSide(side.origin, side.operator, evaluateNode(side.other, search.evaluation));
}

function findSide(node: TreeNode, search: Search): Origin | null {
  return node.kind === 'literal' ? null : findOriginOrPart(node, search);
}

function proposeSide(origin: Origin, operator: BinaryOperator, other: Value): Proposal[] {
  const toOther = (relation: Relation) => toProposal(origin, relation, [other], setThrough(origin, other));
  switch (operator) {
    case '===':
    case '==':
      if (other !== undefined && other !== null) return [toOther('equal')];
      return [toProposal(origin, 'unset', [], setThrough(origin, other))];
    case '!==':
    case '!=':
      return [proposeOther(origin, other)];
    case '>=':
      return [toOther('atLeast')];
    case '<=':
      return [toOther('atMost')];
    case '>':
      return [toProposal(origin, 'moreThan', [other], setThrough(origin, stepFrom(other, 1)))];
    case '<':
      return [toProposal(origin, 'lessThan', [other], setThrough(origin, stepFrom(other, -1)))];
    default:
      return [];
  }
}

function proposeOther(origin: Origin, other: Value): Proposal {
  if (other === undefined || other === null) return toProposal(origin, 'set', [], setThrough(origin, 'x'));
  const changed = typeof other === 'boolean' ? !other : typeof other === 'number' ? other + 1 : null;
  if (typeof other === 'boolean') return toProposal(origin, 'equal', [changed], setThrough(origin, changed));
  return toProposal(origin, 'differ', [other], setThrough(origin, changed ?? `${String(other)}x`));
}

const DAY = /^\d{4}-\d\d-\d\d/;
const DAY_MS = 86_400_000;

/** A value shortly above or below another one; a date moves by a day. */
function stepFrom(value: Value, direction: 1 | -1): Value {
  if (typeof value !== 'string') return Number(value) + direction;
  const day = DAY.exec(value)?.[0];
  const ms = day === undefined ? Number.NaN : Date.parse(day);
  if (Number.isNaN(ms)) return direction > 0 ? `${value}x` : '';
  return new Date(ms + direction * DAY_MS).toISOString().slice(0, 10) + value.slice(10);
}

function proposeKey({ left, right }: BinaryNode, want: boolean, search: Search): Proposal[] {
  const key = evaluateNode(left, search.evaluation);
  const origin = findOriginOrPart(right, search);
  if (!origin || typeof key !== 'string') return [];
  const toValue = (value: Value): Value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const others = Object.entries(value).filter(([name]) => name !== key);
    return Object.fromEntries(want ? [...others, [key, true]] : others);
  };
  return [toProposal(origin, want ? 'contain' : 'lack', [key], toValue)];
}
