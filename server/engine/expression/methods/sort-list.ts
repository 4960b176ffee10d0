import { spendChars, spendSteps } from '../budget';
import type { Callback, Evaluation } from '../evaluation';
import type { Value } from '../tree';
import { compareTexts } from '../values/compare';
import { toText } from '../values/text';
import { requireData, toNumber } from '../values/value';

type Order<Element> = (left: Element, right: Element) => number;

/**
 * Returns a sorted copy. Without a callback, numbers are ordered by value, other elements by their text, and
 * undefined comes last. A merge sort of our own orders an inconsistent callback the same way on every
 * JavaScript engine (evaluate/deterministic).
 */
export function sortList(list: Value[], callback: Callback | null, evaluation: Evaluation): Value[] {
  spendChars(evaluation.budget, list.length);
  const values = list.map(requireData);
  if (callback) return mergeSort(values, (left, right) => toNumber(callback(left, right)), evaluation);
  const present = values.filter((value) => value !== undefined);
  const absent = values.filter((value) => value === undefined);
  return [...sortPresent(present, evaluation), ...absent];
}

function sortPresent(values: Value[], evaluation: Evaluation): Value[] {
  if (values.every((value) => typeof value === 'number'))
    return mergeSort(values, (left, right) => left - right, evaluation);
  const keyed = values.map((value) => ({ value, text: toText(value, evaluation.budget) }));
  const order = (left: { text: string }, right: { text: string }) =>
    compareTexts(left.text, right.text, evaluation.budget);
  return mergeSort(keyed, order, evaluation).map(({ value }) => value);
}

function mergeSort<Element>(elements: Element[], order: Order<Element>, evaluation: Evaluation): Element[] {
  if (elements.length < 2) return elements;
  const middle = elements.length >> 1;
  const left = mergeSort(elements.slice(0, middle), order, evaluation);
  const right = mergeSort(elements.slice(middle), order, evaluation);
  return mergeRuns(left, right, order, evaluation);
}

function mergeRuns<Element>(
  left: Element[],
  right: Element[],
  order: Order<Element>,
  evaluation: Evaluation,
): Element[] {
  const merged: Element[] = [];
  let leftAt = 0;
  for (const candidate of right) {
    for (let first = left[leftAt]; leftAt < left.length; first = left[leftAt]) {
      spendSteps(evaluation.budget, 1);
      if (order(first as Element, candidate) > 0) break;
      merged.push(first as Element);
      leftAt++;
    }
    merged.push(candidate);
  }
  for (; leftAt < left.length; leftAt++) merged.push(left[leftAt] as Element);
  return merged;
}
