import { type Budget, spendChars, spendSteps } from '../budget';
import type { Method } from '../evaluation';
import { stop } from '../failure';
import type { Value } from '../tree';
import { isEqualData } from '../values/compare';
import { joinTexts, toText } from '../values/text';
import { requireData, toInteger } from '../values/value';

type List = Value[];
type ListMethod = Method<List>;

/** List methods without a callback. None modifies its list (evaluate/read-only). */
export const LIST_METHODS: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ['at', (list, [index]) => requireData(list.at(toInteger(index)))],
  ['concat', (list, args, { budget }) => concatLists(list, args, budget)],
  ['entries', (list, _, { budget }) => copyList(list, budget).map((value, index) => [index, value])],
  ['flat', (list, [depth], { budget }) => flattenList(list, toInteger(depth, 1), budget)],
  ['includes', (list, [searched, from], { budget }) => findElement(list, searched, from, budget) >= 0],
  ['indexOf', (list, [searched, from], { budget }) => findElement(list, searched, from, budget)],
  [
    'join',
    (list, [separator], { budget }) =>
      joinTexts(list, separator === undefined ? ',' : toText(separator, budget), budget),
  ],
  ['keys', (list, _, { budget }) => copyList(list, budget).map((_value, index) => index)],
  ['lastIndexOf', (list, [searched], { budget }) => findLastElement(list, searched, budget)],
  ['reverse', (list, _, { budget }) => copyList(list, budget).reverse()],
  [
    'slice',
    (list, [from, to], { budget }) => sliceList(list, toInteger(from), toInteger(to, list.length), budget),
  ],
  ['toReversed', (list, _, { budget }) => copyList(list, budget).reverse()],
  ['toSpliced', (list, args, { budget }) => spliceList(list, args, budget)],
  ['toString', (list, _, { budget }) => toText(list, budget)],
  ['values', (list, _, { budget }) => copyList(list, budget)],
  ['with', (list, [index, value], { budget }) => replaceElement(list, toInteger(index), value, budget)],
]);

/** Copies a list and charges for each element. */
export function copyList(list: readonly Value[], budget: Budget): Value[] {
  spendChars(budget, list.length);
  return list.slice();
}

/** Concatenates lists and single values one level deep. */
function concatLists(list: readonly Value[], args: readonly Value[], budget: Budget): Value[] {
  const all = copyList(list, budget);
  for (const arg of args) {
    const part = Array.isArray(arg) ? arg : [arg];
    spendChars(budget, part.length);
    for (const element of part) all.push(element);
  }
  return all;
}

function sliceList(list: List, from: number, to: number, budget: Budget): List {
  const slice = list.slice(from, to);
  spendChars(budget, slice.length);
  return slice;
}

function spliceList(list: List, [start, count, ...items]: readonly Value[], budget: Budget): List {
  const copy = copyList(list, budget);
  const from = toInteger(start);
  const tail = copy.splice(from);
  const skipped = start === undefined ? 0 : Math.max(0, toInteger(count, tail.length));
  return concatLists(copy, [items, tail.slice(skipped)], budget);
}

function replaceElement(list: List, index: number, value: Value, budget: Budget): List {
  const at = index < 0 ? list.length + index : index;
  if (at < 0 || at >= list.length) stop('type', `replaces element ${index} of a list of ${list.length}`);
  const copy = copyList(list, budget);
  copy[at] = value;
  return copy;
}

function findElement(list: List, searched: Value, from: Value, budget: Budget): number {
  const start = toInteger(from);
  for (let index = start < 0 ? Math.max(0, list.length + start) : start; index < list.length; index++) {
    spendSteps(budget, 1);
    if (isEqualData(list[index], searched, budget, 0)) return index;
  }
  return -1;
}

function findLastElement(list: List, searched: Value, budget: Budget): number {
  for (let index = list.length - 1; index >= 0; index--) {
    spendSteps(budget, 1);
    if (isEqualData(list[index], searched, budget, 0)) return index;
  }
  return -1;
}

/** Flattens level by level instead of recursively, so that deep nesting cannot overflow the stack. */
function flattenList(list: List, depth: number, budget: Budget): List {
  let flat = list;
  for (let level = 0; level < depth; level++) {
    spendSteps(budget, flat.length);
    if (!flat.some(Array.isArray)) break;
    flat = concatLists([], flat, budget);
  }
  return flat;
}
