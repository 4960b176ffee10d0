import { jsonObject } from '@/server/http/body/json-object';

/** WIRE.md#variables; the same for pages and servers. */
const VARIABLE_LIMITS = {
  keys: 50,
  bytes: 4_096,
  depth: 4,
  key: /^[a-z][a-z0-9_]{0,63}$/,
} as const;

type Violation = { path: (string | number)[]; message: string };

/** Conversation variables; every violated limit is an issue. */
export const variables = jsonObject
  .superRefine((value, { addIssue }) => {
    for (const violation of findViolations(value)) addIssue({ code: 'custom', ...violation });
  })
  .openapi({
    description:
      'Merged into the conversation. At most 50 keys matching ^[a-z][a-z0-9_]{0,63}$ and 4096 bytes as JSON; values are scalar, null or arrays nested at most 4 levels deep.',
    example: { cart_total: 129, page_path: '/pricing', tags: ['returning', 'vip'] },
  });

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
