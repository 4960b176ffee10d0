import { isJsonObject } from '../../data/is-json-object';
import type { Json, JsonObject } from '../../json';
import type { Random } from './random';

const MAX_DEPTH = 6;
const MAX_PARTS = 50;

/** Makes a value that a JSON Schema allows, as far as its common keywords say. */
export function makeBySchema(root: JsonObject, random: Random, schema: Json = root, depth = 0): Json {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return null;
  const inner = (part: Json | undefined) => makeBySchema(root, random, part ?? null, depth + 1);
  const { enum: values, anyOf, oneOf, allOf } = schema as JsonObject;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(values)) return random.pick(values) ?? null;
  if (typeof schema.$ref === 'string') return inner(findPart(root, schema.$ref));
  const options = Array.isArray(anyOf) ? anyOf : oneOf;
  if (Array.isArray(options)) return inner(random.pick(options));
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.slice(0, MAX_PARTS).map(inner));
  return makeOfType(schema as JsonObject, random, inner);
}

function makeOfType(schema: JsonObject, random: Random, inner: (part: Json | undefined) => Json): Json {
  const { type, properties, items, minItems, minimum, maximum, minLength } = schema;
  const [first] = [type].flat();
  switch (first ?? (properties ? 'object' : 'string')) {
    case 'object':
      return makeRecord(schema, random, inner);
    case 'array': {
      const least = typeof minItems === 'number' ? minItems : 0;
      const length = Math.min(MAX_PARTS, least + random.below(3));
      return Array.from({ length }, () => inner(items));
    }
    case 'integer':
    case 'number': {
      const low = typeof minimum === 'number' ? minimum : 0;
      const high = typeof maximum === 'number' ? maximum : low + 10;
      return random.pick([low, high, Math.floor((low + high) / 2)]) ?? low;
    }
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return 'a'.repeat(typeof minLength === 'number' ? Math.min(1_000, minLength) : 3);
  }
}

function makeRecord(
  { properties, required }: JsonObject,
  random: Random,
  inner: (part: Json | undefined) => Json,
): JsonObject {
  const entries = isJsonObject(properties) ? Object.entries(properties).slice(0, MAX_PARTS) : [];
  const needed = Array.isArray(required) ? required : [];
  return Object.fromEntries(
    entries.flatMap(([key, part]) =>
      needed.includes(key) || random.chance(0.7) ? [[key, inner(part as Json)]] : [],
    ),
  );
}

/** The part of the schema that a local reference names. */
function findPart(root: JsonObject, reference: string): Json | undefined {
  let part: unknown = root;
  for (const name of reference.split('/').slice(1)) {
    if (!isJsonObject(part) || !Object.hasOwn(part, name)) return undefined;
    part = part[name];
  }
  return part as Json;
}
