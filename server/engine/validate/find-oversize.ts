import { toPointerToken } from '../compile/compiler';
import type { Steps } from '../steps';

/** Larger definitions are not parsed. Values are counted as JSON values at any depth. */
const SIZE_LIMITS = { depth: 64, values: 100_000, valuesOfOne: 20_000, fields: 5_000 } as const;

const VALUES_PER_STEP = 2_000;
const FORBIDDEN_KEY = '__proto__';

export type Oversize = { path: string; message: string };

/** A value during the walk; `part` counts the values of its node, variable or trigger. */
type Place = { value: object; depth: number; at: Pointer | null; part: { values: number } };
type Pointer = { key: string; parent: Pointer | null };

/**
 * Finds what makes a definition too large or too deep to parse. The schema parser recurses; this walk does
 * not.
 */
export function* findOversize(input: unknown): Steps<Oversize | null> {
  if (typeof input !== 'object' || input === null) return null;
  const open: Place[] = [{ value: input, depth: 0, at: null, part: { values: 0 } }];
  let values = 0;
  let unseen = 0;
  for (let place = open.pop(); place; place = open.pop()) {
    const keys = Object.keys(place.value);
    values += keys.length;
    unseen += keys.length;
    const message = checkPlace(place, keys.length) ?? checkTotal(values);
    if (message) return { path: '', message };
    for (const key of keys) {
      const at = { key, parent: place.at };
      const value: unknown = Reflect.get(place.value, key);
      if (key === FORBIDDEN_KEY)
        return { path: toPointer(at), message: `A key named ${FORBIDDEN_KEY} is not accepted.` };
      if (typeof value !== 'object' || value === null) continue;
      // Nodes, variables and triggers are at the second level.
      const part = place.depth < 2 ? { values: 0 } : place.part;
      open.push({ value, depth: place.depth + 1, at, part });
    }
    if (unseen < VALUES_PER_STEP) continue;
    unseen = 0;
    yield;
  }
  return null;
}

function checkPlace({ value, depth, part }: Place, size: number): string | null {
  const { depth: maxDepth, fields, valuesOfOne } = SIZE_LIMITS;
  if (depth >= maxDepth) return `The definition is nested more than ${maxDepth} levels deep.`;
  if (!Array.isArray(value) && size > fields) {
    return `An object of the definition has ${size} fields; at most ${fields} are allowed.`;
  }
  // The list of nodes itself does not count.
  if (depth >= 2) part.values += size;
  if (part.values <= valuesOfOne) return null;
  return `A node, variable or trigger holds more than ${valuesOfOne} values.`;
}

function checkTotal(values: number): string | null {
  const { values: max } = SIZE_LIMITS;
  return values > max ? `The definition holds more than ${max} values.` : null;
}

function toPointer(at: Pointer | null): string {
  let pointer = '';
  for (let place = at; place; place = place.parent) pointer = `/${toPointerToken(place.key)}${pointer}`;
  return pointer;
}
