import { listCallbackParts } from '../expression/list-parts';
import type { CallbackNode, Item, TreeNode } from '../expression/tree';
import { type Guesser, truthOf } from './guess';

/** The search for a read of a variable without a value that nothing guards. */
type Search = { name: string; source: string; guess: Guesser };

const EQUALITIES: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);
const COMPARISONS: ReadonlySet<string> = new Set([...EQUALITIES, '<', '<=', '>', '>=']);
const TESTING_FUNCTIONS: ReadonlySet<string> = new Set(['Boolean', 'Array.isArray']);

/**
 * Tells whether an expression uses a variable that has no value, although it does not ask first whether there is one. The
 * guesser knows that the variable is undefined; `isTest` for the expression of a condition.
 */
export function readsUnguarded(root: TreeNode, search: Search, isTest: boolean): boolean {
  return reads(root, search, isTest);
}

function reads(node: TreeNode, search: Search, isTest: boolean): boolean {
  const inner = (child: TreeNode) => reads(child, search, false);
  if (isTest && isChain(node, search.name)) return readsKeys(node, search);
  switch (node.kind) {
    case 'literal':
    case 'local':
    case 'variables':
    case 'secret':
    case 'config':
      return false;
    case 'variable':
    case 'alias':
      return node.name === search.name;
    case 'member':
      return isOptional(node, search) ? readsKeys(node.object, search) : inner(node.object);
    case 'index':
      return (
        (isOptional(node, search) ? readsKeys(node.object, search) : inner(node.object)) || inner(node.key)
      );
    case 'unary':
      if (node.operator === 'typeof') return false;
      return reads(node.operand, search, node.operator === '!');
    case 'binary':
      return isComparedSafely(node, search) ? false : inner(node.left) || inner(node.right);
    case 'logical':
      return readsLogical(node, search, isTest);
    case 'ternary':
      return readsTernary(node, search, isTest);
    case 'template':
      return node.values.some(inner);
    case 'array':
      return readsItems(node.items, search);
    case 'object':
      return node.entries.some(
        ({ key, value }) => (typeof key === 'object' && key !== null && inner(key)) || inner(value),
      );
    case 'method':
      return inner(node.object) || readsItems(node.args, search) || readsCallback(node.callback, search);
    case 'function':
      if (TESTING_FUNCTIONS.has(node.name)) return node.args.some(({ value }) => reads(value, search, true));
      return readsItems(node.args, search) || readsCallback(node.callback, search);
  }
}

function readsItems(items: readonly Item[], search: Search): boolean {
  return items.some(({ value }) => reads(value, search, false));
}

/** A fallback after `||` and `??` guards everything before it, as the trace sees it, too. */
function readsLogical(
  { operator, left, right }: Extract<TreeNode, { kind: 'logical' }>,
  search: Search,
  isTest: boolean,
): boolean {
  const truth = truthOf(search.guess(left));
  if (operator === '&&')
    return reads(left, search, true) || (truth !== false && reads(right, search, isTest));
  if (operator === '||' && truth === true) return reads(left, search, isTest);
  return reads(right, search, isTest);
}

function readsTernary(
  { test, yes, no }: Extract<TreeNode, { kind: 'ternary' }>,
  search: Search,
  isTest: boolean,
): boolean {
  if (reads(test, search, true)) return true;
  const truth = truthOf(search.guess(test));
  return (truth !== false && reads(yes, search, isTest)) || (truth !== true && reads(no, search, isTest));
}

function readsCallback(callback: CallbackNode | null, search: Search): boolean {
  return listCallbackParts(callback).some((part) => reads(part, search, false));
}

/** A comparison with a literal asks for a value: it is well-defined without one, except that nothing differs from "". */
function isComparedSafely(node: Extract<TreeNode, { kind: 'binary' }>, { name, guess }: Search): boolean {
  const { operator, left, right } = node;
  const [chain, literal] = left.kind === 'literal' ? [right, left] : [left, right];
  if (operator === 'in') return isChain(right, name);
  if (literal.kind !== 'literal' || !COMPARISONS.has(operator) || !isChain(chain, name)) return false;
  if (EQUALITIES.has(operator)) return !(operator.startsWith('!') && literal.value === '');
  const isLength = chain.kind === 'member' && chain.key === 'length';
  return isLength && truthOf(guess(node)) === false;
}

/** True for the variable itself and for members of it. */
function isChain(node: TreeNode, name: string): boolean {
  let at = node;
  while (at.kind === 'member' || at.kind === 'index') at = at.object;
  return (at.kind === 'variable' || at.kind === 'alias') && at.name === name;
}

/** Reads in the computed keys of a chain. */
function readsKeys(node: TreeNode, search: Search): boolean {
  let at = node;
  while (at.kind === 'member' || at.kind === 'index') {
    if (at.kind === 'index' && reads(at.key, search, false)) return true;
    at = at.object;
  }
  return isChain(node, search.name) ? false : reads(at, search, false);
}

/** True for `object?.key`, whose author expects that there may be no object. */
function isOptional(node: Extract<TreeNode, { kind: 'member' | 'index' }>, { source }: Search): boolean {
  return /^[\s)]*\?\./.test(source.slice(node.object.end, node.end));
}
