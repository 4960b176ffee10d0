import { jsonObject } from '@/server/http/body/json-object';

/** WIRE.md#variables; the same for pages and servers. */
const VARIABLE_LIMITS = {
  keys: 50,
  bytes: 4_096,
  depth: 4,
  key: /^[a-z][a-z0-9_]{0,63}$/,
} as const;

type Violation = { path: (string | number)[]; message: string };

// OpenAPI 3.1 takes JSON Schema, whose `propertyNames` the type of the library does not know.
const VARIABLE_RULES = {
  maxProperties: VARIABLE_LIMITS.keys,
  propertyNames: { pattern: VARIABLE_LIMITS.key.source },
  additionalProperties: describeValue(VARIABLE_LIMITS.depth),
} as const;

/** Conversation variables, or none; every violated limit is an issue. */
export const variables = jsonObject
  .superRefine((value, { addIssue }) => {
    for (const violation of findViolations(value)) addIssue({ code: 'custom', ...violation });
  })
  .nullish()
  .openapi({
    type: ['object', 'null'],
    description: `Merged into the conversation, at most ${VARIABLE_LIMITS.bytes} bytes of JSON. Values are scalars, null, or arrays of them nested at most ${VARIABLE_LIMITS.depth} levels deep. Null counts as absent`,
    ...VARIABLE_RULES,
    example: { cart_total: 129, page_path: '/pricing', tags: ['returning', 'vip'] },
  });

type DescribedValue = {
  type: ('string' | 'number' | 'boolean' | 'null' | 'array')[];
  items?: DescribedValue;
};

/** A scalar, or an array of them of at most that depth. */
function describeValue(depth: number): DescribedValue {
  if (depth === 0) return { type: ['string', 'number', 'boolean', 'null'] };
  return { type: ['string', 'number', 'boolean', 'null', 'array'], items: describeValue(depth - 1) };
}

function findViolations(value: Record<string, unknown>): Violation[] {
  const keys = Object.keys(value);
  const { keys: maxKeys, bytes: maxBytes } = VARIABLE_LIMITS;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return [
    ...(keys.length > maxKeys
      ? [{ path: [], message: `has ${keys.length} keys; at most ${maxKeys} keys are allowed` }]
      : []),
    ...(bytes > maxBytes
      ? [{ path: [], message: `is ${bytes} bytes of JSON; at most ${maxBytes} bytes are allowed` }]
      : []),
    ...keys.flatMap((key) => violationsOf(key, value[key])).slice(0, maxKeys),
  ];
}

function violationsOf(key: string, value: unknown): Violation[] {
  const { key: pattern, depth } = VARIABLE_LIMITS;
  const violations: Violation[] = [];
  if (!pattern.test(key))
    violations.push({ path: [key], message: `has a key that does not match ${pattern.source}` });
  const shape = shapeOf(value);
  if (shape.hasObject)
    violations.push({ path: [key], message: 'must be a scalar, null or an array; objects are not allowed' });
  if (shape.depth > depth)
    violations.push({ path: [key], message: `is nested deeper than ${depth} levels of arrays` });
  return violations;
}

/** The depth of nested arrays, and whether any of them holds an object. */
function shapeOf(value: unknown): { depth: number; hasObject: boolean } {
  if (!Array.isArray(value)) return { depth: 0, hasObject: typeof value === 'object' && value !== null };
  const inner = value.map(shapeOf);
  return {
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    hasObject: inner.some(({ hasObject }) => hasObject),
  };
}
