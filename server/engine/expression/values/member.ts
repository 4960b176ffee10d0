import { type Budget, spendScan } from '../budget';
import type { Value, ValueRecord } from '../tree';
import { requireData } from './value';

const INDEX = /^(?:0|[1-9]\d{0,9})$/;

/** Reads an own member; undefined if the object or the member is missing (evaluate/own-members). */
export function readMember(object: Value, key: string): Value {
  if (typeof object === 'object' && object !== null) {
    if (Array.isArray(object)) return readElement(object, key);
    return Object.hasOwn(object, key) ? requireData(object[key]) : undefined;
  }
  return typeof object === 'string' ? readElement(object, key) : undefined;
}

/** Reads a member by a computed key; keys other than texts and numbers find nothing. */
export function readIndex(object: Value, key: Value, budget: Budget): Value {
  if (typeof key === 'number' && (Array.isArray(object) || typeof object === 'string')) {
    return isIndexOf(object, key) ? requireData(object[key]) : undefined;
  }
  if (typeof key === 'number') return readMember(object, String(key));
  if (typeof key !== 'string') return undefined;
  spendScan(budget, key.length);
  return readMember(object, key);
}

/** True if a list or an object has the own member. */
export function hasMember(object: Value[] | ValueRecord, key: Value, budget: Budget): boolean {
  if (typeof key !== 'string' && typeof key !== 'number') return false;
  const name = String(key);
  spendScan(budget, name.length);
  if (!Array.isArray(object)) return Object.hasOwn(object, name);
  return INDEX.test(name) && isIndexOf(object, Number(name));
}

function readElement(container: Value[] | string, key: string): Value {
  if (key === 'length') return container.length;
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || !INDEX.test(key)) return undefined;
  const index = Number(key);
  return isIndexOf(container, index) ? requireData(container[index]) : undefined;
}

function isIndexOf(container: Value[] | string, index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < container.length;
}
