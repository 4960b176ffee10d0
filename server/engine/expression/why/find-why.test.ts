import { describe, expect, it } from 'vitest';
import { createBudget } from '../budget';
import { type Explanation, explain } from '../explain';
import { parseExpression } from '../parse/parse-expression';
import { findWhy } from './find-why';
import type { Decider, Test } from './why';

const VARIABLES = {
  request: 'cancel my ticket',
  answer: 'foo',
  age: 17,
  vip: false,
  done: true,
  name: '',
  code: '12',
  tier: 'gold',
  due: '2026-03-10',
  tags: ['a', 'b'],
  none: [],
  prices: { gold: 3 },
  flights: [
    { to: 'LHR', delay: 5 },
    { to: 'JFK', delay: 40 },
  ],
};
const AT = Date.UTC(2026, 2, 20, 10);

function explainSource(source: string, variables: Record<string, unknown> = VARIABLES): Explanation {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const scope = { variables: variables as typeof VARIABLES, at: AT };
  return explain(parsed.expression, scope, createBudget());
}

const find = (source: string) => findWhy(explainSource(source));

/** A test in short: the subject, the relation and the values. */
const toShort = ({ subject, relation, values }: Test) =>
  [subject, relation, ...values.map((value) => JSON.stringify(value))].join(' ');

describe('the smallest change (why/flips)', () => {
  it.each<[source: string, ...changes: string[][]]>([
    ['age === 18', ['age equal 18']],
    ['age == "18"', ['age equal "18"']],
    ['age !== 17', ['age differ 17']],
    ['age === 17', ['age differ 17']],
    ['age >= 18', ['age atLeast 18']],
    ['age > 17', ['age moreThan 17']],
    ['age <= 16', ['age atMost 16']],
    ['age < 17', ['age lessThan 17']],
    ['18 <= age', ['age atLeast 18']],
    ['!(age < 18)', ['age atLeast 18']],
    ['age > 12', ['age atMost 12']],
    ['tier === undefined', ['tier unset']],
    ['nowhere !== undefined', ['nowhere set']],
    ['vip', ['vip equal true']],
    ['!done', ['done equal false']],
    ['done !== true', ['done equal false']],
    ['name', ['name filled']],
    ['request', ['request empty']],
    ['Boolean(name)', ['name filled']],
    ['age - 17', ['age - 17 differ 0']],
    ['tags', ['tags unset']],
    ['age >= 18 && vip', ['age atLeast 18', 'vip equal true']],
    ['age >= 18 || vip', ['age atLeast 18'], ['vip equal true']],
    ['age < 18 && age > 12', ['age atLeast 18'], ['age atMost 12']],
    ['age > 20 && age < 30', ['age moreThan 20']],
    ['tier === "gold" && age >= 18', ['age atLeast 18']],
    ['nowhere ?? vip', ['vip equal true'], ['nowhere set']],
    ['(nowhere ?? 0) > 3', ['nowhere moreThan 3']],
    ['vip ? age > 3 : age > 30', ['age moreThan 30'], ['vip equal true']],
    ['request.includes("refund")', ['request contain "refund"']],
    ['request.toLowerCase().trim().includes("refund")', ['request contain "refund"']],
    ['request.toLowerCase().includes("Refund")'],
    ['request.includes("ticket")', ['request lack "ticket"']],
    ['request.indexOf("refund") !== -1', ['request contain "refund"']],
    ['request.indexOf("cancel") < 0', ['request lack "cancel"']],
    ['request.startsWith("CX")', ['request startWith "CX"']],
    ['!request.startsWith("can")', ['request notStartWith "can"']],
    ['request.endsWith("!")', ['request endWith "!"']],
    ['$matches(request, "*refund*")', ['request match "*refund*"']],
    ['$matches(request, "cancel*")', ['request notMatch "cancel*"']],
    ['answer.trim().length === 7', ['answer.length equal 7']],
    ['tags.length > 2', ['tags.length moreThan 2']],
    ['Number(code) > 20', ['code moreThan 20']],
    ['age % 2 === 0', ['age % 2 equal 0']],
    ['["c", "d"].includes(tier)', ['tier equal "c" "d"']],
    ['["gold", "silver"].includes(tier)', ['tier differ "gold" "silver"']],
    ['tags.includes("c")', ['tags contain "c"']],
    ['tags.includes("a")', ['tags lack "a"']],
    ['tags.indexOf("a") === -1', ['tags lack "a"']],
    ['"silver" in prices', ['prices contain "silver"']],
    ['"gold" in prices', ['prices lack "gold"']],
    ['prices[tier] > 5', ['prices[tier] moreThan 5']],
    [
      '["agent", "person"].some(word => request.toLowerCase().includes(word))',
      ['request contain "agent" "person"'],
    ],
    [
      '["ticket", "cancel", "x"].some(word => request.toLowerCase().includes(word))',
      ['request lack "ticket" "cancel"'],
    ],
    [
      '["cancel", "x", "q"].every(word => request.includes(word))',
      ['request contain "x"', 'request contain "q"'],
    ],
    ['flights.some(f => f.delay > 60)', ['flights[0].delay moreThan 60'], ['flights[1].delay moreThan 60']],
    ['flights.some(({ delay }) => delay > 30)', ['flights[1].delay atMost 30']],
    ['flights.every(f => f.delay < 30)', ['flights[1].delay lessThan 30']],
    ['flights.every(f => f.delay < 50)', ['flights[0].delay atLeast 50'], ['flights[1].delay atLeast 50']],
    ['flights.filter(f => f.delay > 30).length > 0', ['flights[1].delay atMost 30']],
    [
      'flights.filter(f => f.delay > 60).length === 0',
      ['flights[0].delay moreThan 60'],
      ['flights[1].delay moreThan 60'],
    ],
    ['flights.filter(f => f.delay > 30).length > 3', ['flights.filter(f => f.delay > 30).length moreThan 3']],
    ['flights.find(f => f.to === "JFK").delay > 50', ['flights[1].delay moreThan 50']],
    ['flights.find(f => f.to === "CDG")', ['flights[0].to equal "CDG"'], ['flights[1].to equal "CDG"']],
    [
      'flights.find(f => f.to === "CDG") !== undefined',
      ['flights[0].to equal "CDG"'],
      ['flights[1].to equal "CDG"'],
    ],
    ['flights.findIndex(f => f.to === "JFK") >= 0', ['flights[1].to differ "JFK"']],
    ['tags.some(tag => tag === tier)', ['tags[0] equal "gold"'], ['tags[1] equal "gold"']],
    ['[age, 3].some(number => number >= 18)', ['age atLeast 18']],
    ['$today() > due', ['due atLeast "2026-03-20"']],
    ['$today() < due', ['due moreThan "2026-03-20"']],
    ['!$isOpen()', ['$isOpen() equal false']],
    ['$isOpen()'],
    ['["2026-01-01"].map(Date.parse).includes(age)'],
    ['typeof age === "string"'],
    ['none.some(x => x > 1)'],
    ['1 > 2'],
  ])('of %s', (source, ...changes) => {
    const found = find(source).changes.map(({ tests }) => tests.map(toShort));
    expect(found).toEqual(changes);
  });

  it('names the present value', () => {
    expect(find('age >= 18').changes[0]?.tests[0]).toEqual({
      subject: 'age',
      relation: 'atLeast',
      values: [18],
      now: 17,
    });
  });

  it('is that of the part that decided where none is known for the condition', () => {
    const why = find('age >= 18 && typeof age === "string"');
    expect(why.changes).toEqual([]);
    expect(why.part?.source).toBe('age >= 18');
    expect(why.part?.changes[0]?.tests.map(toShort)).toEqual(['age atLeast 18']);
  });

  it('has at most six requirements', () => {
    const source = Array.from({ length: 7 }, (_, index) => `a${index} === 1`).join(' && ');
    expect(find(source)).toMatchObject({ changes: [], part: { source: 'a0 === 1' } });
    expect(find(source.slice(0, source.lastIndexOf(' && '))).changes[0]?.tests).toHaveLength(6);
  });

  it('sets a list and its length together', () => {
    const [change] = find('flights.length > 2 && flights.every(f => f.delay < 50)').changes;
    expect(change?.tests.map(toShort)).toEqual(['flights.length moreThan 2']);
    expect(change?.edits.map(({ source }) => source)).toEqual(['flights']);
  });
});

describe('what decided', () => {
  const some = 'flights.some(f => f.delay > 30)';
  it.each<[source: string, ...deciders: Decider[]]>([
    ['age >= 18'],
    ['age >= 18 && vip', { kind: 'part', source: 'age >= 18' }],
    ['done && vip', { kind: 'part', source: 'vip' }],
    ['vip || done', { kind: 'part', source: 'done' }],
    ['vip || age > 20', { kind: 'part', source: 'vip' }, { kind: 'part', source: 'age > 20' }],
    ['nowhere ?? age', { kind: 'part', source: 'age' }],
    ['vip ? age : tier', { kind: 'part', source: 'tier' }],
    [some, { kind: 'element', source: some, value: { to: 'JFK', delay: 40 }, position: 2, of: 2 }],
    ['flights.some(f => f.delay > 90)', { kind: 'none', source: 'flights.some(f => f.delay > 90)', of: 2 }],
    ['tags.every(t => t !== "c")', { kind: 'all', source: 'tags.every(t => t !== "c")', of: 2 }],
    [
      'tags.every(t => t === "a")',
      { kind: 'element', source: 'tags.every(t => t === "a")', value: 'b', position: 2, of: 2 },
    ],
    [
      'tags.find(t => t > "a") === "b"',
      { kind: 'element', source: 'tags.find(t => t > "a")', value: 'b', position: 2, of: 2 },
    ],
    [
      'tags.filter(t => t > "a").length > 4',
      { kind: 'kept', source: 'tags.filter(t => t > "a")', values: ['b'], count: 1, of: 2 },
    ],
    ['tags.includes("b")', { kind: 'element', source: 'tags.includes("b")', value: 'b', position: 2, of: 2 }],
    ['tags.indexOf("z") >= 0', { kind: 'none', source: 'tags.indexOf("z")', of: 2 }],
    ['request.includes("z")'],
    [
      'age >= 18 || tags.includes("b")',
      { kind: 'part', source: 'tags.includes("b")' },
      { kind: 'element', source: 'tags.includes("b")', value: 'b', position: 2, of: 2 },
    ],
  ])('in %s', (source, ...deciders) => {
    expect(find(source).deciders).toEqual(deciders);
  });
});

describe('values that the trace clips (why/trace-only)', () => {
  const long = `${'x'.repeat(400)} agent`;
  const explanation = explainSource('request.includes("agent")', { request: long });

  it('give no conclusions without the complete value', () => {
    const nothing = { deciders: [], changes: [], part: null, complete: {} };
    expect(findWhy(explanation)).toEqual(nothing);
    expect(findWhy(explainSource('request.includes("refund")', { request: long }))).toEqual(nothing);
    expect(findWhy(explanation, { request: ['another', `${'x'.repeat(199)}y`] }).complete).toEqual({});
  });

  it('are completed by a value that the trace would clip to the same', () => {
    const why = findWhy(explanation, { request: ['before', long] });
    expect(why.complete).toEqual({ request: long });
    expect(why.changes[0]?.tests.map(toShort)).toEqual(['request lack "agent"']);
    expect(why.changes[0]?.tests[0]?.now).toBe(`${'x'.repeat(200)}…`);
  });

  it('are completed inside a variable', () => {
    const nested = explainSource('order.note.includes("a")', { order: { note: long } });
    expect(findWhy(nested, { order: [{ note: long }] }).complete).toEqual({ 'order.note': long });
  });

  it('are not used where the result would be another', () => {
    const masked = { ...explanation, operands: [{ source: 'request', value: '••••••' }] };
    expect(findWhy(masked, { request: [long] })).toMatchObject({ changes: [], complete: {} });
  });
});

describe('an explanation of an earlier version', () => {
  it('has the complete condition as its operand, which explains nothing', () => {
    const source = '["a"].some(word => request.includes(word))';
    const old = { source, value: false, operands: [{ source, value: false }] };
    expect(findWhy(old)).toEqual({ deciders: [], changes: [], part: null, complete: {} });
  });

  it('has the operands of comparisons', () => {
    const old = { source: 'age >= 18 && vip', value: false, operands: [{ source: 'age', value: 17 }] };
    const why = findWhy(old);
    expect(why.changes).toEqual([]);
    expect(why.part?.changes[0]?.tests.map(toShort)).toEqual(['age atLeast 18']);
  });
});

it('explains no condition that failed or cannot be read', () => {
  const nothing = { deciders: [], changes: [], part: null, complete: {} };
  expect(find('age.trim() === "x"')).toEqual(nothing);
  expect(findWhy({ source: 'age >', operands: [], value: true })).toEqual(nothing);
});
