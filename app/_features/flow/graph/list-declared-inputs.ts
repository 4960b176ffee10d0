import { type Fields, isFields, textIn } from './read-fields';

/** An input that a flow declares; `type` and `description` are empty if its schema has none. */
export type DeclaredInput = { name: string; type: string; description: string; isRequired: boolean };

/** Lists the inputs that a definition declares, in their order. */
export function listDeclaredInputs({ inputs }: Fields): DeclaredInput[] {
  if (!isFields(inputs) || !isFields(inputs.properties)) return [];
  const required: unknown[] = Array.isArray(inputs.required) ? inputs.required : [];
  return Object.entries(inputs.properties).map(([name, schema]) => {
    const fields = isFields(schema) ? schema : {};
    const isRequired = required.includes(name);
    return { name, type: textIn(fields, 'type'), description: textIn(fields, 'description'), isRequired };
  });
}
