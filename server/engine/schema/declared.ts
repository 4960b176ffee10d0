import { isJsonObject } from '../data/is-json-object';
import { TRIGGER_VARIABLE } from '../definition/trigger';
import type { Json, JsonObject } from '../json';

/** A property that a JSON Schema names. */
export type DeclaredProperty = { name: string; schema: JsonObject; isRequired: boolean };

/** The properties that a JSON Schema of an object names, in order. */
export function listProperties(schema: JsonObject | null | undefined): DeclaredProperty[] {
  if (!schema || !isJsonObject(schema.properties)) return [];
  const required = listRequired(schema);
  return Object.entries(schema.properties).map(([name, part]) => ({
    name,
    schema: isJsonObject(part) ? part : {},
    isRequired: required.includes(name),
  }));
}

/** The variables that are compared with declared inputs: all but `trigger`, which the server adds. */
export function toInputs({ [TRIGGER_VARIABLE]: _, ...others }: Readonly<JsonObject>): JsonObject {
  return others;
}

/** The names of the properties that a JSON Schema requires. */
export function listRequired({ required }: JsonObject): string[] {
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

/** Whether a JSON Schema allows properties that it does not name. */
export function allowsOthers({ additionalProperties }: JsonObject): boolean {
  return additionalProperties !== false;
}

/** The schema of a property; undefined if the schema does not name it. */
export function findProperty(schema: JsonObject, name: string): Json | undefined {
  const { properties } = schema;
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
