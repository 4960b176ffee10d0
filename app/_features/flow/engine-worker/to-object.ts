import { isJsonObject } from '@/server/engine/data/is-json-object';
import type { Json, JsonObject } from '@/server/engine/json';

/** A JSON value as an object; an empty one for anything else. */
export function toObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
