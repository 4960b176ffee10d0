import fc from 'fast-check';
import { type JsonSchema, listForms, type Resolve } from './json-schema';

const MAX_DEPTH = 7;
const MANY_ITEMS = 3;
const LONG_TEXT = 24;
const LARGE = 1_000_000;

const anyText = (minLength = 0, maxLength = LONG_TEXT) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength, maxLength }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength }) },
  );

// A key `__proto__` is refused by every API, as their documents say.
const key = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__');
const scalar = fc.oneof(anyText(), fc.integer({ min: -LARGE, max: LARGE }), fc.boolean(), fc.constant(null));
const anyJson = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: MANY_ITEMS }),
  fc.dictionary(key, scalar, { maxKeys: MANY_ITEMS }),
);

/** Values of a schema, nearly all of them valid; a field of `known` often has its value. */
export function generateValue(
  schema: JsonSchema,
  resolve: Resolve,
  known: (field: string) => string | undefined,
): fc.Arbitrary<unknown> {
  return toArbitrary(schema, { resolve, known, depth: 0 });
}

type Way = { resolve: Resolve; known: (field: string) => string | undefined; depth: number };

function toArbitrary(schema: JsonSchema, way: Way): fc.Arbitrary<unknown> {
  const forms = listForms(schema, way.resolve).flatMap(toSingleTypes);
  if (way.depth > MAX_DEPTH) return fc.constant(null);
  return fc.oneof(...forms.map((form) => ofType(form, way)));
}

function toSingleTypes(schema: JsonSchema): JsonSchema[] {
  if (schema.enum || schema.const !== undefined || !Array.isArray(schema.type)) return [schema];
  return schema.type.map((type) => ({ ...schema, type }));
}

function ofType(schema: JsonSchema, way: Way): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return ofText(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -LARGE, max: Math.min(schema.maximum ?? LARGE, LARGE) });
    case 'number':
      return fc.double({
        min: schema.minimum ?? -LARGE,
        max: Math.min(schema.maximum ?? LARGE, LARGE),
        noNaN: true,
      });
    case 'array':
      return ofArray(schema, way);
    default:
      return schema.type === 'object' || schema.properties ? ofObject(schema, way) : anyJson;
  }
}

const anyTime = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2099-01-01'),
  noInvalidDate: true,
});

function ofText({ pattern, format, minLength = 0, maxLength = Infinity }: JsonSchema): fc.Arbitrary<string> {
  const isShort = (text: string) => [...text].length >= minLength && [...text].length <= maxLength;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u')).filter(isShort);
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri') return fc.webUrl();
  if (format === 'date-time') return anyTime.map((date) => date.toISOString());
  if (format === 'date') return anyTime.map((date) => date.toISOString().slice(0, 10));
  return anyText(minLength, Math.min(maxLength, Math.max(minLength, LONG_TEXT))).filter(isShort);
}

function ofArray({ items = {}, minItems = 0, maxItems = MANY_ITEMS }: JsonSchema, way: Way) {
  const item = toArbitrary(items, { ...way, depth: way.depth + 1 });
  return fc.array(item, {
    minLength: minItems,
    maxLength: Math.min(maxItems, Math.max(minItems, MANY_ITEMS)),
  });
}

function ofObject(schema: JsonSchema, way: Way): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: others, propertyNames } = schema;
  const inner = { ...way, depth: way.depth + 1 };
  const model = Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !schema.absent?.includes(name))
      .map(([name, one]) => [name, orKnown(name, toArbitrary(one, inner), way)]),
  );
  const fields = fc.record(model, { requiredKeys: required.filter((name) => Object.hasOwn(model, name)) });
  if (others === undefined || others === false) return fields;
  const names = propertyNames?.pattern ? fc.stringMatching(new RegExp(propertyNames.pattern, 'u')) : key;
  const value =
    typeof others === 'object' && Object.keys(others).length > 0 ? toArbitrary(others, inner) : anyJson;
  const free = names.filter((name) => !Object.hasOwn(properties, name));
  return fc
    .tuple(
      fields,
      fc.dictionary(free, value, { maxKeys: Math.min(MANY_ITEMS, schema.maxProperties ?? MANY_ITEMS) }),
    )
    .map(([given, more]) => ({ ...more, ...given }));
}

function orKnown(name: string, arbitrary: fc.Arbitrary<unknown>, { known }: Way): fc.Arbitrary<unknown> {
  const value = known(name);
  if (value === undefined) return arbitrary;
  return fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary });
}
