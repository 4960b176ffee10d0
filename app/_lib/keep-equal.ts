import { ownValue } from './own-value';

/**
 * The next value, with every part that equals its previous part replaced by that part, so that it need not be
 * rendered again.
 */
export function keepEqual<T>(previous: unknown, next: T): T {
  return share(previous, next) as T;
}

function share(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) return shareList(previous, next);
  if (isPlain(previous) && isPlain(next)) return shareFields(previous, next);
  return next;
}

function shareList(previous: unknown[], next: unknown[]): unknown[] {
  const shared = next.map((item, index) => share(previous[index], item));
  const same = shared.length === previous.length && shared.every((item, index) => item === previous[index]);
  return same ? previous : shared;
}

function shareFields(
  previous: Readonly<Record<string, unknown>>,
  next: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, share(ownValue(previous, key), next[key])]));
  const before = Object.keys(previous);
  // The author chose the order of names, so a new order is a change.
  const same =
    before.length === keys.length &&
    before.every((key, index) => key === keys[index] && shared[key] === ownValue(previous, key));
  return same ? previous : shared;
}

// A date is an object without members to compare.
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
