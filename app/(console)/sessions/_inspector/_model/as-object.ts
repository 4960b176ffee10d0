import type { Json, JsonObject } from '@/server/engine/json';

/** A JSON object as it is, and an empty one for anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
