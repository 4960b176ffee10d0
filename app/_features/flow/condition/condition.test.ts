import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomSources } from '@/server/engine/expression/fixtures/random-source';
import { parseExpression } from '@/server/engine/expression/parse/parse-expression';
import { type AssignedValue, readAssignedValue, writeAssignedValue } from './assigned-value';
import type { Group, Operand, Row } from './condition';
import { describeCondition } from './describe-condition';
import { readCondition } from './read-condition';
import { writeCondition } from './write-condition';

/* rows/lossless: rows and the expression that they stand for mean the same, both ways. */

const paths = fc.constantFrom(
  'need',
  'order.total',
  'list[0]',
  'a.b["x y"].c',
  '$vars.in',
  'vars.name',
  '_x1',
);
const numbers = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((number) => (Object.is(number, -0) ? 0 : number));
const operands: fc.Arbitrary<Operand> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text): Operand => ({ type: 'text', text })),
  numbers.map((number): Operand => ({ type: 'number', number })),
  fc.boolean().map((on): Operand => ({ type: 'boolean', on })),
  fc.constant<Operand>({ type: 'null' }),
  paths.map((path): Operand => ({ type: 'variable', path })),
);
const one = fc.constantFrom(
  ...(['is', 'isNot', 'above', 'atLeast', 'below', 'atMost', 'contains', 'lacks'] as const),
  ...(['startsWith', 'startsOtherwise', 'endsWith', 'endsOtherwise', 'matches', 'differs'] as const),
);
const rows: fc.Arbitrary<Row> = fc.oneof(
  fc.record({ variable: paths, operator: one, values: fc.tuple(operands) }),
  fc.record({
    variable: paths,
    operator: fc.constantFrom('oneOf', 'noneOf'),
    values: fc.array(operands, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    variable: paths,
    operator: fc.constantFrom('hasValue', 'hasNoValue'),
    values: fc.constant([]),
  }),
);
const groupOf = (item: fc.Arbitrary<Row | Group>): fc.Arbitrary<Group> =>
  fc.record({ join: fc.constantFrom('and', 'or'), items: fc.array(item, { minLength: 2, maxLength: 4 }) });
const inner = groupOf(rows);
const groups: fc.Arbitrary<Group> = fc.oneof(
  rows.map((row): Group => ({ join: 'and', items: [row] })),
  groupOf(fc.oneof(rows, inner, groupOf(fc.oneof(rows, inner)))),
);

/** The tree of the engine without places; null for a source that it refuses. */
function treeOf(source: string): unknown {
  const parsed = parseExpression(source);
  if (!parsed.ok) return null;
  return JSON.parse(
    JSON.stringify(parsed.expression.root, (key, value: unknown) =>
      key === 'start' || key === 'end' ? undefined : value,
    ),
  );
}

const separators = fc.constantFrom(' ', '', '\n  ');
const atoms = fc.oneof(
  // Most can be shown, so that many of their combinations can.
  { arbitrary: rows.map((row) => writeCondition({ join: 'and', items: [row] })), weight: 19 },
  {
    arbitrary: fc.constantFrom(
      "need === 'it\\'s \"it\"'",
      'a == 1',
      'a ?? b',
      'true',
      '-a',
      'a.trim()',
      '!(a)',
      'f(a)',
      'a?.b',
      '"x"',
    ),
    weight: 1,
  },
);
const sources = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true, depthSize: 'large' },
    atoms,
    fc
      .tuple(tie('node'), separators, fc.constantFrom('&&', '||'), separators, tie('node'))
      .map((parts) => parts.join('')),
    tie('node').map((node) => `(${node})`),
  ),
})).node;

describe('conditions as rows', () => {
  it('reads every row that it writes', () => {
    fc.assert(
      fc.property(groups, (group) => {
        expect(readCondition(writeCondition(group))).toEqual({ ok: true, value: group });
      }),
      { numRuns: 1_000 },
    );
  });

  it('writes what the engine parses', () => {
    fc.assert(
      fc.property(groups, (group) => {
        expect(treeOf(writeCondition(group))).not.toBeNull();
      }),
    );
  });

  it('keeps the meaning of every condition that it can show', () => {
    let shown = 0;
    fc.assert(
      fc.property(fc.oneof(sources, randomSources), (source) => {
        const reading = readCondition(source);
        if (!reading.ok) return;
        const tree = treeOf(source);
        if (tree === null) return;
        shown += 1;
        expect(treeOf(writeCondition(reading.value))).toEqual(tree);
      }),
      { numRuns: 2_000 },
    );
    expect(shown).toBeGreaterThan(300);
  });

  it.each([
    ["need === 'Sales'", 'need is Sales'],
    [
      'booking.status === "delayed" && booking.delayMinutes >= 15',
      'booking.status is delayed and booking.delayMinutes is at least 15',
    ],
    ['verified || checked', 'verified has a value or checked has a value'],
    ['a && b || !c', '(a has a value and b has a value) or c has no value'],
    ['["soup", "salad"].includes(meal)', 'meal is one of soup, salad'],
    ['$matches(code, "CX*") && name !== ""', 'code matches CX* and name is not empty'],
    ['vip === true && !want.includes(topic)', 'vip is yes and want does not contain topic'],
  ])('says %s in words', (source, words) => expect(describeCondition(source)).toBe(words));

  it.each([
    ['a == 1', '== 1'],
    ['a > 1 ?? b', '?? b'],
    ['name.trim() === "x"', 'trim() === "x"'],
    ['list.some(x => x > 1)', '=> x > 1)'],
    ['list.some(Boolean)', 'some(Boolean)'],
    ['!a === "x"', '=== "x"'],
    ['!(a && b)', '(a && b)'],
    ['"x" === a', '"x" === a'],
    ['true', 'true'],
    ['a === undefined', 'undefined'],
    ['a === 1 === 2', '=== 2'],
    ['a === 010', '010'],
    ['a === -0', '-0'],
    ['a === "\\x41"', '"\\x41"'],
    ['(((a && b) || c) && d) || e', '(a && b) || c) && d) || …'],
    ['a && // why', '// why'],
    ['', ''],
  ])('leaves %s as code', (source, part) => expect(readCondition(source)).toEqual({ ok: false, part }));

  it('leaves out rows without a variable', () => {
    const blank: Row = { variable: '', operator: 'is', values: [{ type: 'text', text: '' }] };
    const row: Row = { ...blank, variable: 'a' };
    expect(writeCondition({ join: 'or', items: [blank, { join: 'and', items: [row, blank] }] })).toBe(
      'a === ""',
    );
    expect(writeCondition({ join: 'or', items: [blank] })).toBe('');
  });
});

describe('assigned values', () => {
  const values: fc.Arbitrary<AssignedValue> = fc.oneof(
    operands,
    fc.constantFrom<AssignedValue>({ type: 'now' }, { type: 'today' }, { type: 'emptyList' }),
    fc.record({
      type: fc.constant('calculation' as const),
      left: operands,
      sign: fc.constantFrom('+', '-', '*', '/'),
      right: operands,
    }),
  );

  it('reads every value that it writes, and the engine parses it', () => {
    fc.assert(
      fc.property(values, (value) => {
        const source = writeAssignedValue(value);
        expect(treeOf(source)).not.toBeNull();
        expect(readAssignedValue(source)).toEqual({ ok: true, value });
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['amount * 2', "'Ada'", '$now()', '[ ]', 'order.total'])('keeps the meaning of %s', (source) => {
    const reading = readAssignedValue(source);
    expect(reading.ok && treeOf(writeAssignedValue(reading.value))).toEqual(treeOf(source));
  });

  it.each(['a + b + c', 'a--1', 'a ** 2', '[1]', 'response.body.map(x => x)', '{}', 'a ? 1 : 2'])(
    'leaves %s as code',
    (source) => expect(readAssignedValue(source).ok).toBe(false),
  );
});
