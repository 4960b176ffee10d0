import { parseJson } from '@/app/_lib/parse-json-value';
import type { JsonObject } from '@/server/shared/json';

const WANTED = 'Enter a JSON object, such as { "plan": "gold" }.';

/** Parses attributes as they are typed, or says what is wrong with them. Empty text means none. */
export function parseAttributes(
  text: string,
): { ok: true; attributes: JsonObject } | { ok: false; reason: string } {
  if (text.trim() === '') return { ok: true, attributes: {} };
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, reason: `This is not JSON: ${parsed.reason}` };
  const { value } = parsed;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { ok: true, attributes: value } : { ok: false, reason: WANTED };
}

/** The attributes that differ from the known ones; one that is gone is null. */
export function toChangedAttributes(known: JsonObject, typed: JsonObject): JsonObject {
  const gone = Object.keys(known).flatMap((name) =>
    Object.hasOwn(typed, name) ? [] : [[name, null] as const],
  );
  const changed = Object.entries(typed).filter(
    ([name, value]) => !Object.hasOwn(known, name) || JSON.stringify(known[name]) !== JSON.stringify(value),
  );
  return Object.fromEntries([...gone, ...changed]);
}
