import { spendChars, spendSteps } from '../budget';
import type { Callback, Evaluation } from '../evaluation';
import { stop } from '../failure';
import type { Value } from '../tree';
import { requireData } from '../values/value';
import { sortList } from './sort-list';

type List = Value[];
type CallbackMethod = (
  list: List,
  callback: Callback,
  args: readonly Value[],
  evaluation: Evaluation,
) => Value;

/** List methods that require a callback, which receives an element, its index and the list. */
export const LIST_CALLBACK_METHODS: ReadonlyMap<string, CallbackMethod> = new Map<string, CallbackMethod>([
  [
    'every',
    (list, callback, _, evaluation) => findIndex(list, (...args) => !callback(...args), evaluation) < 0,
  ],
  ['filter', filterList],
  ['find', (list, callback, _, evaluation) => list[findIndex(list, callback, evaluation)]],
  ['findIndex', (list, callback, _, evaluation) => findIndex(list, callback, evaluation)],
  ['findLast', (list, callback, _, evaluation) => list[findLastIndex(list, callback, evaluation)]],
  ['findLastIndex', (list, callback, _, evaluation) => findLastIndex(list, callback, evaluation)],
  ['flatMap', flatMapList],
  ['map', (list, callback, _, evaluation) => mapList(list, callback, evaluation)],
  ['reduce', (list, callback, args, evaluation) => reduceList(list, callback, args, 1, evaluation)],
  ['reduceRight', (list, callback, args, evaluation) => reduceList(list, callback, args, -1, evaluation)],
  ['some', (list, callback, _, evaluation) => findIndex(list, callback, evaluation) >= 0],
]);

/** List methods with an optional callback. */
export const SORTING_METHODS: ReadonlyMap<string, typeof sortList> = new Map([
  ['sort', sortList],
  ['toSorted', sortList],
]);

export function mapList(list: readonly Value[], callback: Callback, evaluation: Evaluation): Value[] {
  spendChars(evaluation.budget, list.length);
  const mapped: Value[] = [];
  for (let index = 0; index < list.length; index++) mapped.push(visit(list, index, callback, evaluation));
  return mapped;
}

function visit(list: readonly Value[], index: number, callback: Callback, evaluation: Evaluation): Value {
  spendSteps(evaluation.budget, 1);
  return callback(requireData(list[index]), index, list as Value[]);
}

function filterList(list: List, callback: Callback, _: readonly Value[], evaluation: Evaluation): List {
  const kept: List = [];
  for (let index = 0; index < list.length; index++) {
    if (visit(list, index, callback, evaluation)) kept.push(list[index]);
  }
  spendChars(evaluation.budget, kept.length);
  return kept;
}

function flatMapList(list: List, callback: Callback, _: readonly Value[], evaluation: Evaluation): List {
  const flat: List = [];
  for (let index = 0; index < list.length; index++) {
    const value = visit(list, index, callback, evaluation);
    const values = Array.isArray(value) ? value : [value];
    spendChars(evaluation.budget, values.length);
    for (const element of values) flat.push(element);
  }
  return flat;
}

function findIndex(list: List, callback: Callback, evaluation: Evaluation): number {
  for (let index = 0; index < list.length; index++) {
    if (visit(list, index, callback, evaluation)) return index;
  }
  return -1;
}

function findLastIndex(list: List, callback: Callback, evaluation: Evaluation): number {
  for (let index = list.length - 1; index >= 0; index--) {
    if (visit(list, index, callback, evaluation)) return index;
  }
  return -1;
}

function reduceList(
  list: List,
  callback: Callback,
  args: readonly Value[],
  direction: 1 | -1,
  evaluation: Evaluation,
): Value {
  let index = direction === 1 ? 0 : list.length - 1;
  const isInside = () => index >= 0 && index < list.length;
  if (args.length === 0 && list.length === 0) stop('type', 'reduces an empty list without a first value');
  let result = args[0];
  if (args.length === 0) {
    result = requireData(list[index]);
    index += direction;
  }
  for (; isInside(); index += direction) {
    spendSteps(evaluation.budget, 1);
    result = callback(result, requireData(list[index]), index, list);
  }
  return result;
}
