import { type Budget, spendScan } from '../budget';
import type { Value, ValueRecord } from '../tree';
import { countPoints, pointAt } from './text-positions';
import { requireData } from './value';

const INDEX = /^(?:0|[1-9]\d{0,9})$/;

/** Reads an own member; undefined if the object or the member is missing (evaluate/own-members). */
export function readMember(object: Value, key: string, budget: Budget): Value {
  if (typeof object === 'object' && object !== null) {
    if (Array.isArray(object)) return readElement(object, key);
    return Object.hasOwn(object, key) ? requireData(object[key]) : undefined;
  }
  return typeof object === 'string' ? readCharacter(object, key, budget) : undefined;
}

/** Reads a member by a computed key; keys other than texts and numbers find nothing. */
export function readIndex(object: Value, key: Value, budget: Budget): Value {
  if (typeof key === 'number' && Array.isArray(object)) {
    return isIndexOf(object, key) ? requireData(object[key]) : undefined;
  }
  if (typeof key === 'number') return readMember(object, String(key), budget);
  if (typeof key !== 'string') return undefined;
  spendScan(budget, key.length);
  return readMember(object, key, budget);
}

/** True if a list or an object has the own member. */
export function hasMember(object: Value[] | ValueRecord, key: Value, budget: Budget): boolean {
  if (typeof key !== 'string' && typeof key !== 'number') return false;
  const name = String(key);
  spendScan(budget, name.length);
  if (!Array.isArray(object)) return Object.hasOwn(object, name);
  return INDEX.test(name) && isIndexOf(object, Number(name));
}

function readElement(list: Value[], key: string): Value {
  if (key === 'length') return list.length;
  const index = parseIndex(key);
  return index !== null && isIndexOf(list, index) ? requireData(list[index]) : undefined;
}

function readCharacter(text: string, key: string, budget: Budget): Value {
  if (key === 'length') return countPoints(text, budget);
  const index = parseIndex(key);
  return index === null ? undefined : pointAt(text, index, budget);
}

function parseIndex(key: string): number | null {
  const first = key.charCodeAt(0);
  return first >= 48 && first <= 57 && INDEX.test(key) ? Number(key) : null;
}

function isIndexOf(list: Value[], index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < list.length;
}
