import { describe, expect, it } from 'vitest';
import { createBudget } from '../budget';
import { explain } from '../explain';
import { parseExpression } from '../parse/parse-expression';
import { findWhy } from './find-why';
import type { Decider } from './why';

const VARIABLES = {
  ...{ request: 'cancel my ticket', answer: 'foo', name: '', code: '12', tier: 'gold', due: '2026-03-10' },
  ...{ age: 17, vip: false, done: true, tags: ['a', 'b'], none: [], prices: { gold: 3 } },
  flights: [
    { to: 'LHR', delay: 5 },
    { to: 'JFK', delay: 40 },
  ],
};

/** A text with a value in it, as an expression. */
const TEXT = ['`$', '{tier}`'].join('');

function find(source: string) {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return findWhy(
    explain(parsed.expression, { variables: VARIABLES, at: Date.UTC(2026, 2, 20, 10) }, createBudget()),
  );
}

/** Each change in short: the relations, and the values that the operands get. */
const listChanges = (source: string) =>
  find(source).changes.map(({ tests, edits }) => [
    tests
      .map(({ subject, relation, values }) =>
        [subject, relation, ...values.map((one) => JSON.stringify(one))].join(' '),
      )
      .join(' & '),
    ...edits.map(({ source: edited, value }) => `${edited} = ${JSON.stringify(value)}`),
  ]);

describe('a change that turns a condition (why/flips)', () => {
  it.each<[source: string, relation: string, edit: string]>([
    ['due > "2026-03-20"', 'due moreThan "2026-03-20"', 'due = "2026-03-21"'],
    ['due < "2026-03-01"', 'due lessThan "2026-03-01"', 'due = "2026-02-28"'],
    ['due >= "2026-03-20T10:00"', 'due atLeast "2026-03-20T10:00"', 'due = "2026-03-20T10:00"'],
    ['due > "9999-99-99"', 'due moreThan "9999-99-99"', 'due = "9999-99-99x"'],
    ['name > "a"', 'name moreThan "a"', 'name = "ax"'],
    ['request < "a"', 'request lessThan "a"', 'request = ""'],
    ['code < 5', 'code lessThan 5', 'code = 4'],
    ['code > 99', 'code moreThan 99', 'code = 100'],
    ['Number(code) > 20', 'code moreThan 20', 'code = "21"'],
    ['vip === false', 'vip equal true', 'vip = true'],
    ['done !== true', 'done equal false', 'done = false'],
    ['name !== null', 'name unset', 'name = null'],
    ['name === null', 'name unset', 'name = null'],
    ['answer !== "foo"', 'answer differ "foo"', 'answer = "foox"'],
    ['age === 17', 'age differ 17', 'age = 18'],
    ['answer.includes("bar")', 'answer contain "bar"', 'answer = "foo bar"'],
    ['name.includes("agent")', 'name contain "agent"', 'name = "agent"'],
    ['answer.includes("oo")', 'answer lack "oo"', 'answer = "f"'],
    ['request.toUpperCase().includes("MY")', 'request lack "MY"', 'request = "cancel  ticket"'],
    ['answer.startsWith("b")', 'answer startWith "b"', 'answer = "bfoo"'],
    ['answer.startsWith("f")', 'answer notStartWith "f"', 'answer = "_foo"'],
    ['answer.endsWith("x")', 'answer endWith "x"', 'answer = "foox"'],
    ['answer.endsWith("oo")', 'answer notEndWith "oo"', 'answer = "foo_"'],
    ['$matches(answer, "b*r?")', 'answer match "b*r?"', 'answer = "brx"'],
    ['$matches(answer, "f*")', 'answer notMatch "f*"', 'answer = ""'],
    ['["x", "foo"].includes(answer)', 'answer differ "x" "foo"', 'answer = "foo_"'],
    ['["x", "y"].includes(answer)', 'answer equal "x" "y"', 'answer = "x"'],
    ['tags.includes("z")', 'tags contain "z"', 'tags = ["a","b","z"]'],
    ['tags.includes("a")', 'tags lack "a"', 'tags = ["b"]'],
    ['"gold" in prices', 'prices lack "gold"', 'prices = {}'],
    ['"tin" in prices', 'prices contain "tin"', 'prices = {"gold":3,"tin":true}'],
    ['prices[tier] > 4', 'prices[tier] moreThan 4', 'prices[tier] = 5'],
    ['flights[1].delay < 30', 'flights[1].delay lessThan 30', 'flights[1].delay = 29'],
    ['age % 2 === 0', 'age % 2 equal 0', 'age % 2 = 0'],
    [`${TEXT} === "tin"`, `${TEXT} equal "tin"`, `${TEXT} = "tin"`],
    ['({a: age}).a === 18', '({a: age}).a equal 18', '({a: age}).a = 18'],
    ['$today() === due', 'due equal "2026-03-20"', 'due = "2026-03-20"'],
    ['Object.keys(prices).includes("gold")', 'Object.keys(prices) lack "gold"', 'Object.keys(prices) = []'],
    ['tier ?? vip', 'tier empty', 'tier = ""'],
    ['none[0] ?? done', 'done equal false', 'done = false'],
    ['tags.some((t, i, all) => all.length > 2)', 'tags.length moreThan 2', 'tags = ["a","b","b"]'],
    ['tags.includes("b", 1)', 'tags.includes("b", 1) equal false', 'tags.includes("b", 1) = false'],
  ])('%s', (source, relation, edit) => {
    expect(listChanges(source)).toEqual([[relation, edit]]);
  });

  it.each<[source: string, relation: string, delays: number[]]>([
    ['flights.every(f => f.delay < 30)', 'flights[1].delay lessThan 30', [5, 29]],
    ['flights.filter(f => f.delay > 30).length === 0', 'flights[1].delay atMost 30', [5, 30]],
    ['flights.find(f => f.to === "JFK").delay < 10', 'flights[1].delay lessThan 10', [5, 9]],
    ['flights.some(({ delay }) => delay > 39)', 'flights[1].delay atMost 39', [5, 39]],
  ])('in an element: %s', (source, relation, [first, second]) => {
    const flights = [
      { to: 'LHR', delay: first },
      { to: 'JFK', delay: second },
    ];
    expect(listChanges(source)).toEqual([[relation, `flights = ${JSON.stringify(flights)}`]]);
  });

  it.each([
    '[age, 20].some(n => n > 18)',
    'tags.some((t, i) => i === 1)',
    '-age > 0',
    'typeof age === "text"',
  ])('is not known for %s', (source) => expect(listChanges(source)).toEqual([]));
});

const element = (
  value: Decider extends infer D ? (D extends { value: infer V } ? V : never) : never,
  position: number,
  of: number,
) => ({
  ...{ kind: 'element', value, position, of },
});

describe('the element that decided', () => {
  it.each<[source: string, object]>([
    ['tags.findIndex(t => t === "b") === 1', element('b', 2, 2)],
    ['[age, 20].some(n => n > 18)', element(20, 2, 2)],
    ['[...tags, "c"].some(t => t === "c")', element('c', 3, 3)],
    ['tags.some((t, i) => i === 1)', element('b', 2, 2)],
    ['[["a", 1]].some(([k, v]) => v > 0)', element(['a', 1], 1, 1)],
    ['["x", "foo"].includes(answer)', element('foo', 2, 2)],
    ['tags.findLastIndex(t => t === "z") < 0', { kind: 'none', of: 2 }],
    ['flights.some(({ to, gate = "none" }) => gate === "A")', { kind: 'none', of: 2 }],
    ['flights.map(f => f.to).includes("VIE")', { kind: 'none', of: 2 }],
  ])('in %s', (source, decider) => {
    const { deciders } = find(source);
    expect(deciders).toEqual([expect.objectContaining(decider)]);
  });

  it.each([
    'tags.includes("b", 1)',
    'tags.includes(...tags)',
    'tags.some(Boolean)',
    'tags.map(t => tags.includes(t)).length > 5',
  ])('is not named for %s', (source) => expect(find(source).deciders).toEqual([]));

  it('is that of the negated parts', () => {
    const done = [{ kind: 'part', source: 'done' }];
    expect(find('!(vip || done)').deciders).toEqual(done);
    expect(find('!vip && !done').deciders).toEqual(done);
  });
});
