import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json';
import { listViolations } from './list-violations';

const PERSON: JsonObject = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 3 },
    age: { type: 'integer', minimum: 0, exclusiveMaximum: 150 },
    tags: { type: 'array', items: { enum: ['a', 'b'] }, maxItems: 2, uniqueItems: true },
    boss: { $ref: '#' },
  },
  required: ['name'],
  additionalProperties: false,
};

describe('a reply', () => {
  it.each<[Json, string[]]>([
    [{ name: 'Ann', age: 7, tags: ['a'], boss: { name: 'Bo' } }, []],
    [{ name: '👍👍👍' }, []],
    [[], ['the reply must be of the type object']],
    [{}, ['the reply must have the property "name"']],
    [{ name: 'Anna' }, ['/name must have at most 3 characters']],
    [{ name: 'A', age: 1.5 }, ['/age must be of the type integer']],
    [{ name: 'A', age: 150 }, ['/age must be less than 150']],
    [{ name: 'A', tags: ['c'] }, ['/tags/0 must be one of the values of enum']],
    [{ name: 'A', tags: ['a', 'a'] }, ['/tags must have no equal items']],
    [{ name: 'A', 'x/y': 1 }, ['/x~1y is not allowed']],
    [{ name: 'A', boss: {} }, ['/boss must have the property "name"']],
  ])('%j is checked', (value, violations) => {
    expect(listViolations(PERSON, value)).toEqual(violations);
  });

  it('is not refused by a keyword that is not checked', () => {
    expect(listViolations({ not: { pattern: 'a' } }, 'b')).toEqual([]);
    expect(listViolations({ oneOf: [{ format: 'email' }, { type: 'string' }] }, 'b')).toEqual([]);
    expect(listViolations({ patternProperties: { a: {} }, additionalProperties: false }, { a: 1 })).toEqual(
      [],
    );
    expect(listViolations({ $ref: 'https://schemas.test/a.json' }, 1)).toEqual([]);
    expect(listViolations({ $ref: '#/%' }, 1)).toEqual([]);
  });
});

describe('a hostile schema', () => {
  const deep = (levels: number): JsonObject => {
    let schema: JsonObject = {};
    for (let level = 0; level < levels; level += 1) schema = { allOf: [schema] };
    return schema;
  };
  const twice = { $defs: {} as JsonObject, $ref: '#/$defs/0' };
  for (let level = 0; level < 40; level += 1) {
    const next = { $ref: `#/$defs/${level + 1}` };
    twice.$defs[`${level}`] = { anyOf: [{ allOf: [next, false] }, { allOf: [next, false] }] };
  }

  it.each<[string, JsonObject, Json]>([
    ['refers to itself', { $ref: '#' }, 1],
    ['doubles with each level', twice, 1],
    ['is nested deeply', deep(20_000), 1],
    ['compares long lists', { uniqueItems: true }, Array.from({ length: 20_000 }, (_, n) => n)],
    ['measures a long text again and again', { allOf: Array(5_000).fill({ minLength: 1 }) }, 'a'.repeat(1e6)],
  ])('that %s ends at the bound (run/bounded)', (_, schema, value) => {
    expect(listViolations(schema, value)).toEqual(['the reply cannot be checked: the schema is too complex']);
  });

  it('has its pattern not run', () => {
    expect(listViolations({ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}!`)).toEqual([]);
  });
});

const value = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json[]>(null, true, 0, 1, 2.5, -3, '', 'a', 'ab', '👍'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;
const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
const size = fc.integer({ min: 0, max: 3 });
const schema = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 1 },
    fc.boolean(),
    fc.record(
      {
        ...{ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })), const: value },
        ...{ enum: fc.array(value, { minLength: 1, maxLength: 3 }), minLength: size, maxLength: size },
        ...{ minimum: size, maximum: size, exclusiveMinimum: size, exclusiveMaximum: size },
        ...{ multipleOf: fc.constantFrom(1, 2, 0.5), minItems: size, maxItems: size, items: tie('any') },
        ...{ uniqueItems: fc.boolean(), minProperties: size, maxProperties: size },
        required: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
        properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('any'), { noNullPrototype: true }),
        additionalProperties: tie('any'),
        not: tie('any'),
        allOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
        oneOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ) as fc.Arbitrary<Json>,
  ),
})).any;

describe('any schema', () => {
  it('takes the replies that Ajv takes', () => {
    fc.assert(
      fc.property(schema, value, (inner, reply) => {
        const given = { allOf: [inner] };
        const ajv = new Ajv({ strict: false, validateSchema: false });
        expect(listViolations(given, reply).length === 0).toBe(ajv.validate(given, reply));
      }),
      { numRuns: 500 },
    );
  });
});
