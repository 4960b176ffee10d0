import { expect, it } from 'vitest';
import type { Decider, Test, Why } from '@/server/engine/expression/why/why';
import { describeWhy } from './describe-why';

const NOTHING: Why = { deciders: [], changes: [], part: null, complete: {} };
const change = (...tests: Test[]) => ({ tests, edits: [] });
const describeTests = (...tests: Test[]) =>
  describeWhy({ ...NOTHING, changes: [change(...tests)] }, 'It would be true').change;

const AGE: Test = { subject: 'age', relation: 'atLeast', values: [18], now: 17 };
const VIP: Test = { subject: 'vip', relation: 'equal', values: [true], now: false };

it.each<[Test, string]>([
  [AGE, 'age were at least 18 (is 17)'],
  [VIP, 'vip were true'],
  [{ subject: 'age', relation: 'atMost', values: [5] }, 'age were at most 5 (has no value)'],
  [{ subject: 'age', relation: 'moreThan', values: [5], now: '' }, 'age were more than 5 (is empty)'],
  [{ subject: 'age', relation: 'lessThan', values: [5], now: 9 }, 'age were less than 5 (is 9)'],
  [
    { subject: 'due', relation: 'moreThan', values: ['2026-03-20'], now: '2026-03-10' },
    'due were after 2026-03-20 (is 2026-03-10)',
  ],
  [
    { subject: 'due', relation: 'lessThan', values: ['2026-03-20'], now: '2026-04-10' },
    'due were before 2026-03-20 (is 2026-04-10)',
  ],
  [
    { subject: 'due', relation: 'atLeast', values: ['2026-03-20'], now: '2026-03-10' },
    'due were 2026-03-20 or later (is 2026-03-10)',
  ],
  [
    { subject: 'due', relation: 'atMost', values: ['2026-03-20'], now: '2026-04-10' },
    'due were 2026-03-20 or earlier (is 2026-04-10)',
  ],
  [
    { subject: 'Date.parse(day)', relation: 'atLeast', values: [0], now: 86_400_000 },
    'Date.parse(day) were 1970-01-01T00:00:00.000Z or later (is 1970-01-02T00:00:00.000Z)',
  ],
  [
    { subject: 'tier', relation: 'equal', values: ['gold', 'silver'], now: 'tin' },
    'tier were “gold” or “silver” (is “tin”)',
  ],
  [
    { subject: 'tier', relation: 'differ', values: ['gold', 1, null], now: 'gold' },
    'tier were something other than “gold”, 1 or nothing',
  ],
  [
    { subject: 'request', relation: 'contain', values: ['agent', 'person', 'human'], now: 'x' },
    'request contained “agent”, “person” or “human”',
  ],
  [{ subject: 'request', relation: 'lack', values: ['bag'], now: 'x' }, 'request did not contain “bag”'],
  [{ subject: 'answer', relation: 'startWith', values: ['CX'], now: 'x' }, 'answer started with “CX”'],
  [{ subject: 'answer', relation: 'notStartWith', values: ['CX'] }, 'answer did not start with “CX”'],
  [{ subject: 'answer', relation: 'endWith', values: ['?'] }, 'answer ended with “?”'],
  [{ subject: 'answer', relation: 'notEndWith', values: ['?'] }, 'answer did not end with “?”'],
  [{ subject: 'answer', relation: 'match', values: ['CX*'] }, 'answer matched “CX*”'],
  [{ subject: 'answer', relation: 'notMatch', values: ['CX*'] }, 'answer did not match “CX*”'],
  [
    { subject: 'answer.length', relation: 'equal', values: [7], now: 3 },
    'the length of answer were 7 (is 3)',
  ],
  [{ subject: 'name', relation: 'set', values: [] }, 'name had a value'],
  [{ subject: 'name', relation: 'unset', values: [] }, 'name had no value'],
  [{ subject: 'name', relation: 'filled', values: [] }, 'name were not empty'],
  [{ subject: 'name', relation: 'empty', values: [] }, 'name were empty'],
  [
    { subject: '$isOpen()', relation: 'equal', values: [false], now: true },
    'it were outside the opening hours',
  ],
  [
    { subject: '$isOpen()', relation: 'equal', values: [true], now: false },
    'it were within the opening hours',
  ],
])('says of a change of %j that it would be so if %s', (test, words) => {
  expect(describeTests(test)).toBe(`It would be true if ${words}.`);
});

it('joins the tests of a change, and alternatives', () => {
  expect(describeTests(AGE, VIP)).toBe('It would be true if age were at least 18 (is 17) and vip were true.');
  const why = { ...NOTHING, changes: [change(AGE), change(VIP)] };
  expect(describeWhy(why, 'It would be false').change).toBe(
    'It would be false if age were at least 18 (is 17), or if vip were true.',
  );
});

it('names the part that decided where no change of the condition is known', () => {
  const part = { source: 'age >= 18', changes: [change(AGE)] };
  const deciders: Decider[] = [{ kind: 'part', source: 'age >= 18' }];
  expect(describeWhy({ ...NOTHING, deciders, part }, 'It would be true')).toEqual({
    decided: null,
    change: 'The part age >= 18 decided. It would be different if age were at least 18 (is 17).',
  });
});

it.each<[Decider[], string | null]>([
  [[], null],
  [[{ kind: 'part', source: 'vip' }], 'Decided by vip.'],
  [
    [
      { kind: 'part', source: 'a' },
      { kind: 'part', source: 'b' },
    ],
    null,
  ],
  [[{ kind: 'element', source: 's', value: 'bag', position: 1, of: 2 }], 'Decided by “bag”, number 1 of 2.'],
  [[{ kind: 'none', source: 's', of: 4 }], 'None of the 4 fits.'],
  [[{ kind: 'none', source: 's', of: 0 }], 'The list is empty.'],
  [[{ kind: 'all', source: 's', of: 4 }], 'All 4 fit.'],
  [[{ kind: 'kept', source: 's', values: [{ to: 'JFK' }], count: 1, of: 2 }], '1 of 2 fit: {"to":"JFK"}.'],
  [[{ kind: 'kept', source: 's', values: [], count: 0, of: 2 }], '0 of 2 fit.'],
])('says what decided: %j', (deciders, words) => {
  expect(describeWhy({ ...NOTHING, deciders }, 'It would be true').decided).toBe(words);
});

it('does not say that no element fits where a change names what they look for', () => {
  const deciders: Decider[] = [{ kind: 'none', source: 's', of: 4 }];
  expect(
    describeWhy({ ...NOTHING, deciders, changes: [change(AGE)] }, 'It would be true').decided,
  ).toBeNull();
});

it('shortens long values', () => {
  const test: Test = { subject: 'a', relation: 'contain', values: ['x'.repeat(500)] };
  expect(describeTests(test)).toBe(`It would be true if a contained “${'x'.repeat(60)}…”.`);
});
