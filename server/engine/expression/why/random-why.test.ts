import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json';
import { createBudget } from '../budget';
import { evaluate } from '../evaluate';
import { explain } from '../explain';
import { randomScopes, randomSources } from '../fixtures/random-source';
import { type ParsedExpression, parseExpression } from '../parse/parse-expression';
import { findWhy } from './find-why';
import type { Edit, Why } from './why';

function parse(source: string): ParsedExpression {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.problem.message}`);
  return parsed.expression;
}

const subjects = fc.constantFrom(
  'n',
  'm',
  'text',
  'order.total',
  'order.state',
  'list.length',
  'flag',
  'nowhere',
);
const literals = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map((number) => `(${String(number)})`),
  fc.constantFrom('"ab"', '"b"', '""', 'true', 'null', 'undefined', '"2026-02-28"'),
);
const leaves = fc.oneof(
  fc
    .tuple(subjects, fc.constantFrom('===', '!==', '==', '<', '<=', '>', '>='), fc.oneof(literals, subjects))
    .map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('text', 'order.state', 'text.toLowerCase()', 'order.state.trim()'),
      fc.constantFrom('includes', 'startsWith', 'endsWith'),
      fc.constantFrom('"a"', '"ab"', '"z"'),
    )
    .map(([subject, method, sought]) => `${subject}.${method}(${sought})`),
  fc
    .tuple(
      fc.constantFrom('list', 'words', '[n, m]', '["a", "zz"]'),
      fc.constantFrom('some', 'every', 'find', 'filter'),
      fc.constantFrom('x > 2', 'x === n', 'text.includes(x)', 'x', '!(x === "a")', 'x > 1 && flag'),
    )
    .map(([list, method, body]) =>
      method === 'filter' ? `${list}.filter(x => ${body}).length > 0` : `${list}.${method}(x => ${body})`,
    ),
  fc.constantFrom(
    'list.includes(n)',
    'words.includes(text)',
    '["a", "b"].includes(text)',
    '"total" in order',
  ),
  subjects,
);
const conditions = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaves,
    fc
      .tuple(tie('node'), fc.constantFrom('&&', '||', '??'), tie('node'))
      .map(([left, operator, right]) => `((${left}) ${operator} (${right}))`),
    tie('node').map((node) => `!(${node})`),
    fc.tuple(tie('node'), tie('node'), tie('node')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
  ),
})).node;

const texts = fc.constantFrom('', 'a', 'ab', 'Zab', 'b a', 'zz');
const numbers = fc.integer({ min: -9, max: 9 });
const variables: fc.Arbitrary<JsonObject> = fc.record({
  n: numbers,
  m: fc.oneof(numbers, texts),
  text: texts,
  flag: fc.boolean(),
  list: fc.array(numbers, { maxLength: 4 }),
  words: fc.array(texts, { maxLength: 3 }),
  order: fc.record({ total: numbers, state: texts }),
});

/** The variables after the edits of a change; null if it has one that no variable can be set to. */
function applyEdits(before: JsonObject, edits: readonly Edit[]): JsonObject | null {
  const after = structuredClone(before);
  for (const { source, value, isPart } of edits) {
    if (isPart || source.endsWith('.length')) return null;
    const [name = '', key] = source.split('.');
    const target = key === undefined ? after : (after[name] as JsonObject);
    if (value === undefined) delete target[key ?? name];
    else target[key ?? name] = value;
  }
  return after;
}

const isTrue = (expression: ParsedExpression, scope: JsonObject) => {
  const result = evaluate(expression, { variables: scope, at: 0 }, createBudget());
  return result.ok && Boolean(result.value);
};

const countSize = ({ deciders, changes, part }: Why) => JSON.stringify({ deciders, changes, part }).length;

describe('an explanation of a random condition', () => {
  it('has changes that give the opposite result when they are made (why/flips)', () => {
    let tried = 0;
    fc.assert(
      fc.property(conditions, variables, (source, scope) => {
        const expression = parse(source);
        const explanation = explain(expression, { variables: scope, at: 0 }, createBudget());
        for (const { edits } of findWhy(explanation).changes) {
          const after = applyEdits(scope, edits);
          if (!after) continue;
          tried++;
          expect(isTrue(expression, after), JSON.stringify(edits)).toBe(!isTrue(expression, scope));
        }
      }),
      { numRuns: 1_500 },
    );
    expect(tried).toBeGreaterThan(700);
  });

  it('never throws, and has a bounded size (why/bounded)', () => {
    fc.assert(
      fc.property(randomSources, randomScopes, (source, scope) => {
        const explanation = explain(parse(source), scope, createBudget());
        const why = findWhy(explanation, { a: [null, 'x'], b: [] as Json[] });
        expect(countSize(why)).toBeLessThan(100_000);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['many parts', Array.from({ length: 80 }, (_, index) => `a${String(index)} === 1`).join(' && ')],
    ['many alternatives', Array.from({ length: 80 }, (_, index) => `a${String(index)} === 1`).join(' || ')],
    ['lists in lists', 'list.some(a => list.some(b => list.some(c => a + b + c > 999999)))'],
    ['lists that must all change', 'list.every(a => list.every(b => a !== b))'],
  ])('takes bounded time with %s (why/bounded)', (_, source) => {
    const list = Array.from({ length: 150 }, (_, index) => index);
    const missing = Array.from({ length: 80 }, (_, index) => ({ source: `a${String(index)}` }));
    const explanation = { source, value: false, operands: [{ source: 'list', value: list }, ...missing] };
    const { user } = process.cpuUsage();
    const why = findWhy(explanation);
    expect(process.cpuUsage().user - user).toBeLessThan(1_000_000);
    expect(countSize(why)).toBeLessThan(100_000);
  });
});
