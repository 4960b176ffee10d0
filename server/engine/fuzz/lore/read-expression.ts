import { CONFIG } from '@/server/shared/config-name';
import type { CallbackNode, Pattern, TreeNode } from '../../expression/tree';
import { absorb, addConstant, type Constant, createShape, fieldOf, itemsOf, type Shape } from './shape';

/** The shapes of variables by name. */
export type Scope = (name: string) => Shape;

/** What a part of an expression stands for: a value that is read, or constants. */
type Meaning = { shape: Shape | null; constants: readonly Constant[] };

const NOTHING: Meaning = { shape: null, constants: [] };

/** Methods that give their list or text again, or a part of it. */
const SAME: ReadonlySet<string> = new Set([
  ...['trim', 'trimStart', 'trimEnd', 'toUpperCase', 'toLowerCase', 'toString', 'normalize', 'replace'],
  ...['replaceAll', 'filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'concat', 'substring'],
]);
/** Methods that give one item of their list. */
const ONE: ReadonlySet<string> = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
/** Methods whose callback gets the items of their list. */
const OVER: ReadonlySet<string> = new Set([
  ...['map', 'some', 'every', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'sort', 'toSorted'],
  ...['join', 'reduce', 'forEach'],
]);
const COMPARED: ReadonlySet<string> = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=']);
const CONVERSIONS: ReadonlySet<string> = new Set([
  'Number',
  'String',
  'parseInt',
  'parseFloat',
  'Date.parse',
]);

/** Notes what an expression reads, in the shapes of its variables; returns the shape of its result, if it is one that is read. */
export function readExpression(root: TreeNode, scope: Scope): Shape | null {
  return mean(root, { scope, locals: new Map() }).shape;
}

type Reading = { scope: Scope; locals: Map<number, Meaning> };

function mean(node: TreeNode, reading: Reading): Meaning {
  switch (node.kind) {
    case 'literal':
      return toConstants([node.value]);
    case 'variable':
      return toShape(reading.scope(node.name));
    case 'alias':
      return node.name === null ? NOTHING : toShape(reading.scope(node.name));
    case 'local':
      return reading.locals.get(node.slot) ?? NOTHING;
    case 'member':
      return readKey(mean(node.object, reading), node.key);
    case 'index': {
      const [key] = mean(node.key, reading).constants;
      return readKey(mean(node.object, reading), key ?? 0);
    }
    case 'binary':
      return compare(mean(node.left, reading), mean(node.right, reading), node.operator);
    case 'logical': {
      const left = mean(node.left, reading);
      const right = mean(node.right, reading);
      return left.shape ? left : right;
    }
    case 'ternary': {
      mean(node.test, reading);
      const [yes, no] = [mean(node.yes, reading), mean(node.no, reading)];
      return yes.shape ? yes : no;
    }
    case 'array':
      return toConstants(node.items.flatMap(({ value }) => mean(value, reading).constants));
    case 'method':
      return callMethod(node, reading);
    case 'function': {
      const [first] = node.args.map(({ value }) => mean(value, reading));
      return first && CONVERSIONS.has(node.name) ? first : NOTHING;
    }
    case 'unary':
      mean(node.operand, reading);
      return NOTHING;
    case 'template':
      for (const value of node.values) mean(value, reading);
      return NOTHING;
    case 'object':
      for (const { value } of node.entries) mean(value, reading);
      return NOTHING;
    case 'config':
      return toShape(fieldOf(reading.scope(CONFIG), node.name));
    case 'variables':
    case 'secret':
      return NOTHING;
  }
}

function toShape(shape: Shape): Meaning {
  return { shape, constants: [] };
}

function toConstants(values: readonly unknown[]): Meaning {
  const shape = createShape();
  for (const value of values) addConstant(shape, value);
  return { shape: null, constants: [...shape.constants] };
}

function readKey({ shape }: Meaning, key: Constant): Meaning {
  if (!shape || key === 'length') return NOTHING;
  return toShape(typeof key === 'string' ? fieldOf(shape, key) : itemsOf(shape));
}

/** Each side is compared with the constants of the other one. */
function compare(left: Meaning, right: Meaning, operator: string): Meaning {
  if (!COMPARED.has(operator)) return NOTHING;
  addConstants(left, right);
  addConstants(right, left);
  if (left.shape && right.shape) absorb(left.shape, right.shape);
  return NOTHING;
}

function addConstants({ shape }: Meaning, { constants }: Meaning): void {
  if (shape) for (const value of constants) addConstant(shape, value);
}

function callMethod(node: Extract<TreeNode, { kind: 'method' }>, reading: Reading): Meaning {
  const { name, callback } = node;
  const object = mean(node.object, reading);
  const args = node.args.map(({ value }) => mean(value, reading));
  for (const arg of args) {
    addConstants(object, arg);
    addConstants(arg, object);
  }
  if (OVER.has(name)) bindItems(callback, object, reading);
  if (SAME.has(name)) return object;
  return ONE.has(name) && object.shape ? toShape(itemsOf(object.shape)) : NOTHING;
}

function bindItems(callback: CallbackNode | null, { shape, constants }: Meaning, reading: Reading): void {
  const item: Meaning = shape ? toShape(itemsOf(shape)) : { shape: null, constants };
  if (callback?.kind !== 'arrow') return;
  const [first] = callback.params;
  if (first) bind(first, item, reading.locals);
  mean(callback.body, reading);
}

function bind(pattern: Pattern, meaning: Meaning, locals: Map<number, Meaning>): void {
  switch (pattern.kind) {
    case 'slot':
      locals.set(pattern.slot, meaning);
      return;
    case 'default':
      bind(pattern.target, meaning, locals);
      return;
    case 'record':
      for (const { key, target } of pattern.entries) bind(target, readKey(meaning, key), locals);
      return;
    case 'list':
      for (const item of pattern.items) if (item) bind(item, readKey(meaning, 0), locals);
  }
}
