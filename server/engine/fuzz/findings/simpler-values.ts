import type { Json } from '../../json';

const MAX_DEPTH = 4;
/** The parts of a list or text that are kept, from the fewest on. */
const KEPT = [0, 1 / 2, 3 / 4, 7 / 8];

/** Lists simpler values than this one: with fewer fields, items or characters. */
export function* listSimplerValues(value: Json, depth = 0): Generator<Json> {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string' || Array.isArray(value)) {
    const counts = new Set(KEPT.map((part) => Math.floor(value.length * part)));
    for (const count of counts) if (count < value.length) yield value.slice(0, count);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const { [key]: _, ...others } = value;
    yield others;
  }
  for (const [key, field] of Object.entries(value))
    for (const simpler of listSimplerValues(field, depth + 1)) yield { ...value, [key]: simpler };
}
