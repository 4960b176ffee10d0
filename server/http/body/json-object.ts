import { z } from '@hono/zod-openapi';
import { isJsonObject, type JsonObject } from '@/server/shared/json';

/**
 * Any JSON object, as it came: the kit has parsed and checked it already. A record of zod's would copy it key by key,
 * which for a megabyte of small keys takes half a second.
 */
export const jsonObject = z
  .custom<JsonObject>(isJsonObject, 'must be an object')
  .meta({ type: 'object', additionalProperties: true })
  .openapi({ type: 'object', additionalProperties: true });
