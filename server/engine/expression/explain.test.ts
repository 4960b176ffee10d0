import { describe, expect, it } from 'vitest';
import { createBudget } from './budget';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { parseExpression } from './parse/parse-expression';

const scope = {
  variables: {
    amount: 12,
    vip: false,
    none: null,
    customer: { tags: ['a', 'b'], name: 'Ada' },
    long: 'x'.repeat(500),
    many: Array.from({ length: 50 }, (_, index) => index),
    deep: { a: { b: { c: { d: 1 } } } },
  },
  at: 0,
};

function run(source: string, budget = createBudget()) {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return explain(parsed.expression, scope, budget);
}

describe('operands', () => {
  it.each<[string, unknown, Record<string, unknown>]>([
    ['amount > 10 && vip', false, { amount: 12, vip: false }],
    ['amount > 20 && vip', false, { amount: 12 }],
    ['amount > 10 || vip', true, { amount: 12 }],
    ['none ?? amount', 12, { none: null, amount: 12 }],
    ['!vip', true, { vip: false }],
    ['!(amount > 5 && amount < 20)', false, { amount: 12 }],
    ['vip ? amount : customer.name === "Ada"', true, { vip: false, 'customer.name': 'Ada' }],
    ['amount + 1 === 13', true, { amount: 12, 'amount + 1': 13 }],
    ['customer.tags.includes("a")', true, { 'customer.tags': ['a', 'b'] }],
    [
      '!customer.tags.includes("z")',
      true,
      { 'customer.tags': ['a', 'b'], 'customer.tags.includes("z")': false },
    ],
    ['["a", "b"].some(tag => customer.tags.includes(tag))', true, { 'customer.tags': ['a', 'b'] }],
    [
      'customer.tags.some(tag => tag === customer.name)',
      false,
      { 'customer.tags': ['a', 'b'], 'customer.name': 'Ada' },
    ],
    [
      'customer.tags.some(({ length = amount }) => length > 1)',
      false,
      { 'customer.tags': ['a', 'b'], amount: 12 },
    ],
    ['[1].every(amount => amount < 5)', true, {}],
    ['many[amount] === 12', true, { amount: 12, 'many[amount]': 12 }],
    [
      '$vars[customer.name] === undefined',
      true,
      { 'customer.name': 'Ada', '$vars[customer.name]': undefined },
    ],
    [
      'vars.amount > 5 && Object.keys($vars).length > 3',
      true,
      { 'vars.amount': 12, 'Object.keys($vars).length': 7 },
    ],
    ['"no " + amount === "no 12"', true, { amount: 12, '"no " + amount': 'no 12' }],
    ['"name" in customer', true, { customer: { tags: ['a', 'b'], name: 'Ada' } }],
    ['nowhere === undefined', true, { nowhere: undefined }],
    ['true', true, {}],
    ['amount', 12, { amount: 12 }],
  ])('%s is %j for %j', (source, value, operands) => {
    const explanation = run(source);
    expect(explanation.value).toEqual(value);
    expect(explanation.failure).toBeUndefined();
    expect(
      Object.fromEntries(explanation.operands.map((operand) => [operand.source, operand.value])),
    ).toEqual(operands);
    expect(explanation.operands).toHaveLength(Object.keys(operands).length);
  });
});

it.each<[string, Record<string, unknown> | undefined]>([
  ['amount > 20 && vip', { vip: false }],
  ['amount > 20 && vip && customer.name === "Ada"', { vip: false, 'customer.name': 'Ada' }],
  ['amount || vip', { vip: false }],
  ['amount ?? vip', { vip: false }],
  ['vip ? customer.name : amount', { 'customer.name': 'Ada' }],
  ['amount > 20 && amount < 30', undefined],
  ['amount > 10 && vip', undefined],
])('of %s it keeps what the parts that were not evaluated would have read', (source, skipped) => {
  const explanation = run(source);
  const found = explanation.skipped?.map((operand) => [operand.source, operand.value] as const);
  expect(found && Object.fromEntries(found)).toEqual(skipped);
});

it('keeps at most 50 operands', () => {
  const source = Array.from({ length: 80 }, (_, index) => `a${index} !== 1`).join(' && ');
  const explanation = run(source);
  expect(explanation.value).toBe(true);
  expect(explanation.operands).toHaveLength(50);
});

it('reads for the explanation at no cost of the condition', () => {
  const { stepsLeft, charsLeft } = createBudget();
  const [explained, evaluated] = [createBudget(), createBudget()];
  const parsed = parseExpression('[long, many].some(x => x.length + deep.a.b.c.d > amount) || vip');
  if (!parsed.ok) throw new Error(parsed.problem.message);
  explain(parsed.expression, scope, explained);
  evaluate(parsed.expression, scope, evaluated);
  expect(stepsLeft - explained.stepsLeft).toBe(stepsLeft - evaluated.stepsLeft - 1);
  expect(charsLeft - explained.charsLeft).toBe(charsLeft - evaluated.charsLeft);
});

it('leaves out a read that takes too long, and gives the same result', () => {
  const parsed = parseExpression('["x"].some(letter => text.length > 5)');
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const large = { variables: { text: 'x'.repeat(900_000) }, at: 0 };
  expect(explain(parsed.expression, large, createBudget())).toEqual({
    source: parsed.expression.source,
    value: true,
    operands: [],
  });
});

it('clips long, wide and deep values', () => {
  const { operands } = run('long && many && deep');
  expect(operands.map(({ value }) => value)).toEqual([
    `${'x'.repeat(200)}…`,
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, '…'],
    { a: { b: { c: '…' } } },
  ]);
});

it('keeps the operands that were evaluated before a failure', () => {
  expect(run('amount > 10 && amount.trim() === "x"')).toEqual({
    source: 'amount > 10 && amount.trim() === "x"',
    value: undefined,
    operands: [{ source: 'amount', value: 12 }],
    failure: { code: 'not_callable', message: 'The expression calls trim() on a number', offset: 15 },
  });
});

it('stops within the budget', () => {
  expect(run('amount > 10 && vip', createBudget(1)).failure?.code).toBe('budget');
});
