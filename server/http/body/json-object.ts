import { z } from '@hono/zod-openapi';
import { isJsonObject, type JsonObject } from '@/server/shared/json';

/**
 * Any JSON object, unchanged: it has been parsed and checked already. A z.record() would copy it key by key, which
 * takes half a second for a megabyte of small keys.
 */
export const jsonObject = z
  .custom<JsonObject>(isJsonObject, 'must be an object')
  .meta({ type: 'object', additionalProperties: true })
  .openapi({ type: 'object', additionalProperties: true });

/** Any JSON object, unchanged; null counts as absent. */
export const optionalJsonObject = jsonObject
  .nullish()
  .openapi({ type: ['object', 'null'], additionalProperties: true });
