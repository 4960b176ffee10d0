import { findFieldDescription } from './field-descriptions';

type Schema = Record<string, unknown>;

// Keywords with values, which may look like schemas.
const VALUES: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'required']);

function describeFields(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(describeFields);
  if (!isSchema(schema)) return schema;
  const described = Object.entries(schema).map(([keyword, value]): [string, unknown] => [
    keyword,
    keyword === 'properties'
      ? describeProperties(value)
      : VALUES.has(keyword)
        ? value
        : describeFields(value),
  ]);
  return Object.fromEntries(described);
}

/** Adds to the properties of a JSON Schema, at any depth, the descriptions of a definition's fields. */
export function describeProperties(properties: unknown): unknown {
  if (!isSchema(properties)) return properties;
  const owner = readConst(properties.kind) ?? readConst(properties.type);
  return Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => {
      const description = findFieldDescription(field, owner);
      const inner = describeFields(schema);
      return [field, isSchema(inner) && description !== undefined ? { description, ...inner } : inner];
    }),
  );
}

function readConst(schema: unknown): string | null {
  return isSchema(schema) && typeof schema.const === 'string' ? schema.const : null;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
