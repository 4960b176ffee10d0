import { cutText } from '../../data/cut-text';
import type { Json, JsonObject } from '../../json';

const MAX_CHARS = 200;
const MAX_ITEMS = 10;
const MAX_DEPTH = 3;
/** Stands for what is left out. */
export const CLIPPED = '…';

/** Clips a value for display in a trace. Truthiness is preserved. */
export function clipValue(value: Json | undefined): Json | undefined {
  return value === undefined ? undefined : clip(value, 0);
}

function clip(value: Json, depth: number): Json {
  if (typeof value === 'string') return clipText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return CLIPPED;
  return Array.isArray(value) ? clipList(value, depth) : clipObject(value, depth);
}

function clipList(list: Json[], depth: number): Json[] {
  const items = list.slice(0, MAX_ITEMS).map((item) => clip(item, depth + 1));
  return list.length > MAX_ITEMS ? [...items, CLIPPED] : items;
}

function clipObject(object: JsonObject, depth: number): JsonObject {
  const keys = Object.keys(object);
  const entries = keys
    .slice(0, MAX_ITEMS)
    .map((key) => [clipText(key), clip(object[key] ?? null, depth + 1)] as const);
  if (keys.length > MAX_ITEMS) entries.push([CLIPPED, CLIPPED]);
  return Object.fromEntries(entries);
}

function clipText(text: string): string {
  return text.length <= MAX_CHARS ? text : cutText(text, MAX_CHARS) + CLIPPED;
}
