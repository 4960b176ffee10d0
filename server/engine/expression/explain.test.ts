import { describe, expect, it } from 'vitest';
import { createBudget } from './budget';
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
    ['amount + 1 === 13', true, { 'amount + 1': 13 }],
    ['customer.tags.includes("a")', true, { 'customer.tags.includes("a")': true }],
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
