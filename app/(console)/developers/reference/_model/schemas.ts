import type { OpenApi, Schema } from './openapi';

const PREFIX = '#/components/schemas/';

/** The name of the schema that a reference leads to. */
export function toSchemaName(reference: string): string {
  return reference.replace(PREFIX, '');
}

/** Resolves a reference; returns its name as well. A dangling reference is a schema that allows anything. */
export function resolve(document: OpenApi, schema: Schema): { schema: Schema; name: string | null } {
  if (!schema.$ref) return { schema, name: null };
  const name = toSchemaName(schema.$ref);
  const found = document.components?.schemas?.[name] ?? {};
  // Keywords beside a reference apply to this place.
  return { schema: { ...found, ...(schema.description && { description: schema.description }) }, name };
}

/** The choices of a union; null for other schemas. Choices beside properties only say which of these go together. */
export function findChoices({ properties, oneOf, anyOf }: Schema): readonly Schema[] | null {
  return properties ? null : (oneOf ?? anyOf ?? null);
}

/** A part of a schema, as one row of its tree. */
export type SchemaRow = { name: string; schema: Schema; required: boolean };

/**
 * The parts of a schema: its properties, the values of a map, or the choices of a union. For a list, those of its
 * items.
 */
export function listParts(document: OpenApi, given: Schema): SchemaRow[] {
  const { schema } = resolve(document, given);
  const { properties, items, additionalProperties, required = [] } = schema;
  const choices = findChoices(schema);
  if (choices) {
    const real = choices.filter(({ type }) => type !== 'null');
    const [only] = real;
    if (real.length === 1 && only) return listParts(document, only);
    return real
      .filter((choice) => listParts(document, choice).length > 0)
      .map((choice, index) => ({
        name: nameChoice(document, choice, index),
        schema: choice,
        required: false,
      }));
  }
  if (schema.allOf) return schema.allOf.flatMap((part) => listParts(document, part));
  if (items) return listParts(document, items);
  const rows = Object.entries(properties ?? {}).map(([name, part]) => ({
    name,
    schema: part,
    required: required.includes(name),
  }));
  const hasMap = typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0;
  return hasMap ? [...rows, { name: '(any name)', schema: additionalProperties, required: false }] : rows;
}

function nameChoice(document: OpenApi, choice: Schema, index: number): string {
  const { schema, name } = resolve(document, choice);
  return `either ${schema.title ?? name ?? `variant ${String(index + 1)}`}`;
}

/** A schema's type in words: "string", "list of Message", "object or null". */
export function nameType(document: OpenApi, given: Schema): string {
  const { schema, name } = resolve(document, given);
  const choices = findChoices(schema);
  if (choices) return unique(choices.map((choice) => nameType(document, choice))).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const words = types.map((type) => {
    if (type === 'array') return `list of ${schema.items ? nameType(document, schema.items) : 'anything'}`;
    return type === 'object' && name ? name : type;
  });
  return words.join(' or ') || (schema.properties ? (name ?? 'object') : (name ?? 'anything'));
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}

/** The constraints of a value, in short phrases. */
export function listRules(schema: Schema): string[] {
  const { format, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const rules = [
    format,
    schema.pattern && `pattern ${schema.pattern}`,
    minLength !== undefined && minLength > 0 && `at least ${count(minLength)} characters`,
    maxLength !== undefined && `at most ${count(maxLength)} characters`,
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `from ${count(minimum)}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `to ${count(maximum)}`,
    minItems !== undefined && minItems > 0 && `at least ${count(minItems)} items`,
    maxItems !== undefined && `at most ${count(maxItems)} items`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ];
  return rules.filter((rule): rule is string => typeof rule === 'string' && rule !== '');
}

function count(value: number): string {
  return value.toLocaleString('en');
}
