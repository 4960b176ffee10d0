import { describe, expect, it } from 'vitest';
import { flowJsonSchema } from '@/server/engine/definition';
import { type Control, type Field, isShape, type Shape } from './field';
import { FLOW_FIELDS } from './flow-fields';
import { NODE_FIELDS } from './node-fields';

/* Every field that the engine's schema has can be edited, and nothing else is offered; what is required there is here. */

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  const?: string;
  format?: string;
  type?: string;
  enum?: string[];
  additionalProperties?: Schema | boolean;
};

const root = flowJsonSchema() as Schema & { $defs?: Record<string, Schema> };
// These stand beside the fields of a kind in every node, with parts of the inspector of their own.
const BASE = ['id', 'kind', 'label', 'note', 'position', 'exits'];

// Keywords beside a reference add to the schema that it refers to.
const resolve = ({ $ref, ...own }: Schema): Schema =>
  $ref ? { ...root.$defs?.[$ref.replace('#/$defs/', '')], ...own } : own;
const variantsOf = (schema: Schema): Schema[] => (schema.oneOf ?? schema.anyOf ?? []).map(resolve);
const tagOf = (schema: Schema, tag: string): string => resolve(schema.properties?.[tag] ?? {}).const ?? '';

function expectFields(fields: readonly Field[], schema: Schema, where: string, without: string[] = []): void {
  const properties = Object.keys(schema.properties ?? {}).filter((name) => !without.includes(name));
  expect(fields.map(({ name }) => name).sort(), where).toEqual(properties.sort());
  for (const field of fields) {
    const own = resolve(schema.properties?.[field.name] ?? {});
    const place = `${where}/${field.name}`;
    if (schema.required?.includes(field.name))
      expect(field.optional ?? false, `${place} is required`).toBe(false);
    expectControl(field.control, own, place);
  }
}

function expectShape(shape: Shape, schema: Schema, where: string): void {
  if ('fields' in shape) {
    expectFields(shape.fields, schema, where, ['type']);
    return;
  }
  const variants = variantsOf(schema);
  expect(shape.options.map(({ value }) => value).sort(), where).toEqual(
    variants.map((one) => tagOf(one, 'type')).sort(),
  );
  for (const option of shape.options) {
    const variant = variants.find((one) => tagOf(one, 'type') === option.value) ?? {};
    expectFields(option.fields, variant, `${where}(${option.value})`, ['type']);
    const missing = (variant.required ?? []).filter((name) => name !== 'type' && !(name in option.blank));
    expect(missing, `${where}(${option.value}) is complete at first`).toEqual([]);
  }
}

function expectControl(control: Control, schema: Schema, where: string): void {
  const inner = (item: Control, own: Schema | undefined) =>
    expectControl(item, resolve(own ?? {}), `${where}/*`);
  if (control.type === 'shape') expectShape(control.shape, schema, where);
  else if (control.type === 'record') inner(control.value, schema.additionalProperties as Schema);
  else if (control.type !== 'list') expect(factOf(control, schema), where).toEqual(wishOf(control));
  else if (isShape(control.item)) expectShape(control.item, resolve(schema.items ?? {}), `${where}/0`);
  else inner(control.item, schema.items);
}

type Plain = Exclude<Control, { type: 'shape' | 'record' | 'list' }>;

/** The schema of a value with that control. */
function factOf({ type }: Plain, schema: Schema): unknown {
  if (type === 'select') return schema.enum;
  if (type === 'duration') return Object.keys(schema.properties ?? {});
  // An object of templates is edited as one JSON.
  if (
    type === 'json' &&
    typeof schema.additionalProperties === 'object' &&
    schema.additionalProperties.format
  )
    return schema.additionalProperties.format;
  return schema.format ?? schema.type ?? readLocalized(schema);
}

/** A text in one language, or in several. */
function readLocalized({ anyOf = [] }: Schema): string | undefined {
  const texts = anyOf.map((text) =>
    typeof text.additionalProperties === 'object' ? text.additionalProperties : text,
  );
  const [kind, ...others] = texts.map(({ format, type }) => format ?? type);
  return others.length === 1 && others[0] === kind ? `localized ${String(kind)}` : undefined;
}

function wishOf(control: Plain): unknown {
  switch (control.type) {
    case 'select':
      return control.options.map(({ value }) => value);
    case 'duration':
      return ['amount', 'unit'];
    case 'json':
      return control.templates ? 'json-template' : 'object';
    case 'template':
      return control.localized ? 'localized template' : 'template';
    case 'number':
      return control.integer ? 'integer' : 'number';
    case 'switch':
      return 'boolean';
    case 'plain':
      return control.localized ? 'localized string' : 'string';
    case 'flow':
    case 'node':
    case 'connection':
      return 'string';
    default:
      return control.type;
  }
}

describe('the fields of the inspector', () => {
  const kinds = variantsOf(resolve(root.properties?.nodes?.items ?? {}));

  it('exist for every kind', () => {
    expect(Object.keys(NODE_FIELDS).sort()).toEqual(kinds.map((kind) => tagOf(kind, 'kind')).sort());
  });

  it.each(Object.entries(NODE_FIELDS))('are those of the schema: %s', (kind, fields) => {
    expectFields(fields, kinds.find((one) => tagOf(one, 'kind') === kind) ?? {}, kind, BASE);
  });

  it('are those of the flow’s schema', () => {
    expectFields(FLOW_FIELDS, root, 'flow', ['$schema', 'format', 'start', 'nodes', 'layout']);
  });
});
