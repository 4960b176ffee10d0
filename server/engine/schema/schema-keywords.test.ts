import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json';
import { findViolations, listViolations } from './list-violations';

/* Each keyword alone: the values at its bounds, and what a value beyond them violates. */
const CASES: [JsonObject, Json[], [Json, string][]][] = [
  [{ type: 'null' }, [null], [[0, 'must be of the type null']]],
  [
    { type: 'array' },
    [[]],
    [
      [{}, 'must be of the type array'],
      [null, 'must be of the type array'],
    ],
  ],
  [
    { type: 'object' },
    [{}],
    [
      [[], 'must be of the type object'],
      [null, 'must be of the type object'],
    ],
  ],
  [
    { type: 'integer' },
    [1, 2.0],
    [
      [1.5, 'must be of the type integer'],
      ['1', 'must be of the type integer'],
    ],
  ],
  [{ type: 'number' }, [1.5], [['1', 'must be of the type number']]],
  [{ type: ['string', 'boolean'] }, ['', false], [[1, 'must be of the type string or boolean']]],
  [{ type: 5 }, [1, 'a'], []],
  [{ enum: [1, { a: [2] }] }, [1, { a: [2] }], [[{ a: [3] }, 'must be one of the values of enum']]],
  [{ const: null }, [null], [[0, 'must be the value of const']]],
  [{ const: { a: 1, b: 2 } }, [{ b: 2, a: 1 }], [[{ a: 1 }, 'must be the value of const']]],
  [
    { minLength: 2 },
    ['ab', 'abc', 7],
    [
      ['a', 'must have at least 2 characters'],
      ['👍', 'must have at least 2 characters'],
    ],
  ],
  [{ maxLength: 2 }, ['ab', '', '👍👍', 777], [['abc', 'must have at most 2 characters']]],
  [{ minimum: 2 }, [2, 3, 'a'], [[1.9, 'must be at least 2']]],
  [{ maximum: 2 }, [2, -3, 'aaa'], [[2.1, 'must be at most 2']]],
  [
    { exclusiveMinimum: 2 },
    [2.1, 'a'],
    [
      [2, 'must be more than 2'],
      [1, 'must be more than 2'],
    ],
  ],
  [
    { exclusiveMaximum: 2 },
    [1.9, 'aaa'],
    [
      [2, 'must be less than 2'],
      [3, 'must be less than 2'],
    ],
  ],
  [{ exclusiveMinimum: true, exclusiveMaximum: false }, [0, -5, 5], []],
  [{ multipleOf: 0.5 }, [0, 1.5, -2, 'a'], [[1.2, 'must be a multiple of 0.5']]],
  [{ multipleOf: 0 }, [1], []],
  [{ multipleOf: -2 }, [3], []],
  [{ minItems: 1 }, [[0], {}], [[[], 'must have at least 1 items']]],
  [{ maxItems: 1 }, [[], [0], { a: 1, b: 2 }], [[[0, 1], 'must have at most 1 items']]],
  [
    { uniqueItems: true },
    [[], [1, '1', [1]]],
    [
      [[1, 2, 1], 'must have no equal items'],
      [[{ a: 1 }, { a: 1 }], 'must have no equal items'],
    ],
  ],
  [{ uniqueItems: false }, [[1, 1]], []],
  [{ minProperties: 1 }, [{ a: 1 }, []], [[{}, 'must have at least 1 properties']]],
  [{ maxProperties: 1 }, [{}, { a: 1 }, [1, 2]], [[{ a: 1, b: 2 }, 'must have at most 1 properties']]],
  [{ required: ['a', 5] }, [{ a: null }, 'text', [1]], [[{ b: 1 }, 'must have the property "a"']]],
  [
    { allOf: [{ minimum: 1 }, { maximum: 2 }] },
    [1, 2],
    [
      [0, 'must be at least 1'],
      [3, 'must be at most 2'],
    ],
  ],
  [{ anyOf: [{ const: 1 }, { const: 2 }] }, [1, 2], [[3, 'matches no schema of anyOf']]],
  [{ anyOf: [] }, [], [[3, 'matches no schema of anyOf']]],
  [
    { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
    [1],
    [
      [0, 'matches 0 schemas of oneOf instead of one'],
      [2, 'matches 2 schemas of oneOf instead of one'],
    ],
  ],
  [{ not: { const: 1 } }, [2], [[1, 'matches a schema that it must not match']]],
  [{ not: true }, [], [[1, 'matches a schema that it must not match']]],
];

describe('a keyword', () => {
  it.each(CASES)('%j holds at its bounds and is named beyond them', (schema, valid, invalid) => {
    for (const value of valid) expect([value, findViolations(schema, value)]).toEqual([value, []]);
    for (const [value, message] of invalid)
      expect(findViolations(schema, value)).toMatchObject([{ path: '', message }]);
  });

  it('names the missing property', () => {
    expect(findViolations({ required: ['a"b'] }, {})).toEqual([
      { path: '', message: 'must have the property "a\\"b"', missing: 'a"b' },
    ]);
  });
});

describe('the values inside', () => {
  it.each<[JsonObject, Json, string[]]>([
    [{ items: { type: 'number' } }, [1, 'a', 2, 'b'], ['/1', '/3']],
    [{ prefixItems: [{ type: 'string' }, false], items: { type: 'number' } }, ['a', 1, 'b', 2], ['/1', '/2']],
    [{ prefixItems: [{ type: 'string' }] }, [1, 'b', 2], ['/0']],
    [{ items: [{ type: 'string' }] }, [1, 2], ['/0']],
    [{ items: false }, [1], ['/0']],
    [{ properties: { a: { type: 'string' } } }, { a: 1, b: 1 }, ['/a']],
    [{ properties: { a: true }, additionalProperties: { type: 'string' } }, { a: 1, b: 1 }, ['/b']],
    [{ additionalProperties: false }, { 'a/b': 1, '~': 2 }, ['/a~1b', '/~0']],
    [{ properties: { a: { properties: { b: { items: false } } } } }, { a: { b: [0] } }, ['/a/b/0']],
    [{ properties: [] }, { a: 1 }, []],
  ])('%j are named by their path', (schema, value, paths) => {
    expect(findViolations(schema, value).map(({ path }) => path)).toEqual(paths);
  });

  it('are followed into a part of the schema by its name, escaped or in a list', () => {
    const schema = (ref: string): JsonObject => ({
      $defs: { 'a/b': { const: 1 }, ä: { const: 2 }, list: [true, { const: 3 }] },
      properties: { x: { $ref: ref } },
    });
    const isChecked = (ref: string) => findViolations(schema(ref), { x: 0 }).map(({ path }) => path);
    for (const ref of ['#/$defs/a~1b', '#/$defs/%C3%A4', '#/$defs/list/1'])
      expect(isChecked(ref)).toEqual(['/x']);
    for (const ref of [
      '#/$defs/a',
      '#/$defs/list/0',
      '#/$defs/list/9',
      '#/none/at/all',
      '#anchor',
      'a.json#/$defs/a~1b',
      '#/$defs/a~1b/const/x',
    ])
      expect(isChecked(ref)).toEqual([]);
  });

  it('are listed up to ten violations, the complete value by its name', () => {
    const values = Array.from({ length: 12 }, () => 'a');
    const paths = findViolations({ items: { type: 'number' } }, values).map(({ path }) => path);
    expect(paths).toEqual(Array.from({ length: 10 }, (_, index) => `/${index}`));
    expect(listViolations({ type: 'string' }, 1, 'the input')).toEqual([
      'the input must be of the type string',
    ]);
    expect(listViolations({ allOf: [false] }, 1)).toEqual(['the reply is not allowed']);
  });
});
