import type { FlowDefinition } from '../../definition';
import type { ValueType } from '../../definition/value-type';
import type { Json } from '../../json';
import { listProperties } from '../../schema/declared';

/** The types of variables by name; only those that are known. */
export type KnownTypes = ReadonlyMap<string, ValueType>;

const OF_SCHEMA: Readonly<Record<string, ValueType>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

/** The type of the values that a JSON Schema allows; null for several and for any. */
export function typeOfSchema({ type }: { type?: Json | undefined }): ValueType | null {
  return typeof type === 'string' ? (OF_SCHEMA[type] ?? null) : null;
}

/** The types that the variables and the inputs of a flow declare; a variable goes before the input of its name. */
export function listDeclaredTypes({ variables, inputs }: FlowDefinition): KnownTypes {
  const types = new Map<string, ValueType>();
  for (const { name, schema } of listProperties(inputs)) {
    const type = typeOfSchema(schema);
    if (type !== null) types.set(name, type);
  }
  for (const { name, valueType } of variables) if (valueType !== undefined) types.set(name, valueType);
  return types;
}
