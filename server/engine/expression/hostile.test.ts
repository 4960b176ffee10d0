import { afterEach, describe, expect, it } from 'vitest';
import { createBudget } from './budget';
import { evaluate, type Scope } from './evaluate';
import { explain } from './explain';
import { HARMLESS } from './fixtures/harmless-corpus';
import { REFUSED } from './fixtures/refused-corpus';
import { STOPPED } from './fixtures/stopped-corpus';
import { parseExpression } from './parse/parse-expression';

class Instance {
  secret = 'secret';
}

/** Values that no typed caller can pass; the evaluator must reject them all the same. */
const careless: Record<string, unknown> = {
  hostFunction: () => 'host',
  hostObject: { fn: () => 'host', date: new Date(0), map: new Map() },
  hostList: [() => 'host', new Date(0)],
  instance: new Instance(),
};

const plain = {
  name: 'Ada',
  text: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
  key: 'length',
  list: [1, 2, 3],
  a: { b: 1 },
  big: 'a'.repeat(200_000),
  pairs: `${'😀'.repeat(100_000)}b`,
  long: new Array(20_000).fill(0),
  longer: [...new Array(20_000).fill(0)],
  big2: 'aa'.repeat(100_000),
  wide: Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index])),
  frozen: Object.freeze({ a: 1 }),
};

const scope = { variables: { ...plain, ...careless }, at: 1_900_000_000_000 } as unknown as Scope;

function run(source: string, budget = createBudget()) {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(`${source.slice(0, 80)}: ${parsed.problem.message}`);
  return evaluate(parsed.expression, scope, budget);
}

const label = (source: string) => [
  source.length > 90 ? `${source.slice(0, 90)}… (${source.length})` : source,
  source,
];

const prototypes = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Function.prototype,
];
const keysBefore = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);
const plainBefore = JSON.stringify(plain);

afterEach(() => {
  expect(prototypes.map((prototype) => Reflect.ownKeys(prototype).length)).toEqual(keysBefore);
  expect('polluted' in {}).toBe(false);
  expect(JSON.stringify(plain)).toBe(plainBefore);
});

describe('unsupported syntax (evaluate/own-members, evaluate/no-function-values)', () => {
  it.each(REFUSED.map(label))('%s is a problem', (_, source = '') => {
    const parsed = parseExpression(source);
    if (parsed.ok) throw new Error('was parsed');
    expect(parsed.problem.message).toMatch(/^\S.{10,160}$/s);
    expect(parsed.problem.offset).toBeGreaterThanOrEqual(0);
    expect(parsed.problem.offset).toBeLessThanOrEqual(source.length);
  });
});

describe('stopped during evaluation (evaluate/total, evaluate/bounded)', () => {
  it.each(STOPPED.map(label))('%s fails', (_, source = '') => {
    const budget = createBudget();
    const result = run(source, budget);
    expect(result).toEqual({
      ok: false,
      failure: expect.objectContaining({ message: expect.stringMatching(/^The expression /) }),
    });
    expect(budget.stepsLeft).toBeGreaterThanOrEqual(0);
    expect(budget.charsLeft).toBeGreaterThanOrEqual(0);
  });

  it.each(STOPPED.map(label))('%s fails when explained', (_, source = '') => {
    const parsed = parseExpression(source);
    if (!parsed.ok) throw new Error('was not parsed');
    expect(explain(parsed.expression, scope, createBudget()).failure).toBeDefined();
  });
});

describe('harmless (evaluate/own-members, evaluate/plain-result, evaluate/missing-is-undefined)', () => {
  it.each(HARMLESS.map(([source, value]) => [source, value]))('%s', (source, value) => {
    const result = run(String(source));
    if (!result.ok) throw new Error(result.failure.message);
    expect(result.value).toEqual(value);
    if (result.value === undefined) return;
    const revived = JSON.parse(JSON.stringify(result.value));
    expect(result.value).toStrictEqual(revived);
  });
});

it('covers every kind', () => {
  expect(REFUSED.length + STOPPED.length + HARMLESS.length).toBeGreaterThan(250);
});
