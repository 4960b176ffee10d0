import { expect, it } from 'vitest';
import { isPath, listOperands } from './list-operands';

const REQUEST = { source: 'request', value: 'hello' };

it('lists each value of all conditions once', () => {
  const [first, second] = ['request.includes("a")', 'request.length > amount'].map((source) => ({ source }));
  const explanations = [
    { ...first, source: 'request.includes("a")', value: false, operands: [REQUEST] },
    {
      ...second,
      source: 'request.length > amount',
      value: false,
      operands: [REQUEST, { source: 'amount', value: 3 }],
    },
  ];
  expect(listOperands(explanations)).toEqual([REQUEST, { source: 'amount', value: 3 }]);
});

it('leaves out parts that are true or false, unless nothing else is known', () => {
  const part = { source: 'request.includes("a")', value: false };
  const number = { source: 'amount % 2', value: 1 };
  const source = 'request.includes("a") && amount % 2 === 1 && vip';
  const vip = { source: 'vip', value: true };
  const of = (operands: (typeof part | typeof number | typeof REQUEST)[]) =>
    listOperands([{ source, value: false, operands }]);
  expect(of([REQUEST, part, number, vip])).toEqual([REQUEST, number, vip]);
  expect(of([part])).toEqual([part]);
});

it('leaves out a condition that an earlier version recorded as its own operand', () => {
  const source = '["a"].some(word => request.includes(word))';
  expect(listOperands([{ source, value: false, operands: [{ source, value: false }] }])).toEqual([]);
  expect(
    listOperands([{ source: 'vip', value: false, operands: [{ source: 'vip', value: false }] }]),
  ).toHaveLength(1);
});

it.each([
  ['vip', true],
  ['booking.status', true],
  ['booking?.größe', true],
  ['prices[tier].net', true],
  ['$vars.name', true],
  ['!vip', false],
  ['age > 3', false],
  ['list.some(x => x)', false],
  ['$isOpen()', false],
])('%s is a path: %s', (source, is) => {
  expect(isPath(source)).toBe(is);
});
