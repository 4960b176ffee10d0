/** The keywords of JSON Schema that the documents use. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  /** Our own: fields that no value of this form has. */
  absent?: string[];
};

export type Resolve = (ref: string) => JsonSchema;

/** A schema without reference, with its allOf and one of its forms merged into it; one result for each form. */
export function listForms(schema: JsonSchema, resolve: Resolve): JsonSchema[] {
  if (schema.$ref !== undefined) {
    const { $ref, ...own } = schema;
    return listForms(merge(resolve($ref), own), resolve);
  }
  const { anyOf, oneOf, allOf, ...own } = schema;
  const whole = (allOf ?? []).reduce((all, part) => merge(all, resolved(part, resolve)), own);
  const forms = anyOf ?? oneOf?.map((form) => without(form, oneOf));
  if (!forms) return [whole];
  return forms.flatMap((form) => listForms(merge(whole, resolved(form, resolve)), resolve));
}

/** A form without the fields that only the other forms have. */
function without(form: JsonSchema, forms: readonly JsonSchema[]): JsonSchema {
  const others = forms.flatMap(({ required = [] }) => required);
  const absent = others.filter((name) => !form.required?.includes(name));
  return { ...form, absent: [...new Set(absent)] };
}

function resolved(schema: JsonSchema, resolve: Resolve): JsonSchema {
  return schema.$ref === undefined ? schema : resolve(schema.$ref);
}

function merge(one: JsonSchema, other: JsonSchema): JsonSchema {
  const names = new Set([...Object.keys(one.properties ?? {}), ...Object.keys(other.properties ?? {})]);
  const properties = Object.fromEntries(
    [...names].map((name) => [name, merge(one.properties?.[name] ?? {}, other.properties?.[name] ?? {})]),
  );
  return {
    ...one,
    ...other,
    ...(names.size > 0 && { properties }),
    required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])],
  };
}
