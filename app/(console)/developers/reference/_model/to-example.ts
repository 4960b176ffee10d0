import { isFilled, type Json } from './json';
import type { OpenApi, Schema } from './openapi';
import { findChoices, resolve } from './schemas';

const MOST_DEPTH = 6;

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a',
  'date-time': '2026-01-31T09:30:00.000Z',
  uri: 'https://example.com',
  url: 'https://example.com',
  email: 'ada@example.com',
};

/** `all`: every field; `needed`: the required ones and those with an example. */
export type ExampleFields = 'all' | 'needed';

/** An example of a schema: its own, or one generated from its types. Recursion is cut off. */
export function toExample(document: OpenApi, given: Schema, fields: ExampleFields = 'all', depth = 0): Json {
  const { schema } = resolve(document, given);
  const known = schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0];
  if (known !== undefined) return known as Json;
  const choice = findChoices(schema)?.find(({ type }) => type !== 'null');
  if (choice) return toExample(document, choice, fields, depth);
  if (schema.allOf) return mergeParts(document, schema.allOf, fields, depth);
  const [type] = (typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])).filter(
    (name) => name !== 'null',
  );
  if (type === 'array') return toList(document, schema, fields, depth);
  if (type === 'object' || schema.properties) return toObject(document, schema, fields, depth);
  return toScalar(type, schema);
}

function mergeParts(document: OpenApi, parts: readonly Schema[], fields: ExampleFields, depth: number): Json {
  const examples = parts.map((part) => toExample(document, part, fields, depth));
  return Object.assign({}, ...examples.filter((example) => typeof example === 'object'));
}

function toList(document: OpenApi, { items }: Schema, fields: ExampleFields, depth: number): Json {
  return items && depth < MOST_DEPTH ? [toExample(document, items, fields, depth + 1)] : [];
}

function toObject(document: OpenApi, schema: Schema, fields: ExampleFields, depth: number): Json {
  if (depth >= MOST_DEPTH) return {};
  const { properties = {} } = schema;
  const { required, excluded } = chooseNames(schema);
  const wanted = Object.entries(properties).filter(
    ([name, part]) =>
      !excluded.includes(name) && (fields === 'all' || required.includes(name) || hasExample(document, part)),
  );
  return Object.fromEntries(
    wanted.map(([name, part]) => [name, toExample(document, part, fields, depth + 1)]),
  );
}

/** The properties that the first choice needs, and those that only the others may have. */
function chooseNames({ required = [], oneOf, anyOf }: Schema): { required: string[]; excluded: string[] } {
  const [chosen, ...others] = oneOf ?? anyOf ?? [];
  const needed = [...required, ...(chosen?.required ?? [])];
  const elsewhere = oneOf ? others.flatMap((other) => other.required ?? []) : [];
  return { required: needed, excluded: elsewhere.filter((name) => !needed.includes(name)) };
}

function hasExample(document: OpenApi, part: Schema): boolean {
  const { schema } = resolve(document, part);
  return isFilled(schema.example ?? schema.examples?.[0]);
}

function toScalar(type: string | undefined, { format, minimum }: Schema): Json {
  if (type === 'integer' || type === 'number') return Math.max(1, minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'string') return BY_FORMAT[format ?? ''] ?? 'text';
  return type === undefined ? {} : null;
}
