import type { Json, JsonObject } from '@/server/shared/json';

/** A JSON value as an object; an empty one for anything else. */
export function toObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
