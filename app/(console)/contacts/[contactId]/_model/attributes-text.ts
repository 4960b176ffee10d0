import type { Json, JsonObject } from '@/server/shared/json';

/** Parses attributes as they are typed; null for a text that is not a JSON object. Empty text means none. */
export function parseAttributes(text: string): JsonObject | null {
  if (text.trim() === '') return {};
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
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
