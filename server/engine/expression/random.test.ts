import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { parseTemplate } from '../template/parse-template';
import { renderTemplate, renderTemplateValue } from '../template/render-template';
import { createBudget } from './budget';
import { evaluate, type Scope } from './evaluate';
import { explain } from './explain';
import { parseExpression } from './parse/parse-expression';

const pieces = [
  ...[
    '{{',
    '}}',
    '\\{{',
    '${',
    '`',
    '"',
    "'",
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '=>',
    '...',
    '?.',
    '//',
    '/*',
    '*/',
    '\n',
  ],
  ...[
    'a',
    'list',
    '.map',
    '.length',
    'x',
    '1',
    ',',
    ':',
    '?',
    '+',
    '**',
    '!',
    '&&',
    '??',
    'typeof ',
    ' in ',
    '/',
    '\\u',
  ],
  ...[
    '__proto__',
    'constructor',
    'JSON.parse',
    'Math.max',
    'new ',
    'function',
    '#',
    '@',
    '😀',
    '\ud800',
    '\0',
  ],
];
const soup = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 60 })
  .map((all) => all.join(''));
const anyText = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 200 }));

const names = fc.constantFrom('a', 'b', 'list', 'text', 'record', 'nowhere', '__proto__', 'constructor');
const literals = fc.oneof(
  fc.integer({ min: -50, max: 50 }).map((number) => `(${number})`),
  fc.double().map((number) => `(${String(number)})`),
  fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    'true',
    'null',
    'undefined',
    '[]',
    '({})',
    '"\\ud83d"',
    '"__proto__"',
    '$now()',
    '"2030-01-31"',
  ),
);
const binary = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '%',
  '===',
  '!==',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
);
const methods = fc.constantFrom(
  ...[
    'trim()',
    'toUpperCase()',
    'split("")',
    'slice(1)',
    'reverse()',
    'sort()',
    'flat()',
    'join("-")',
    'toFixed(2)',
  ],
  ...[
    'toString()',
    'at(-1)',
    'padStart(9, "é")',
    'repeat(3)',
    'keys()',
    'toSpliced(0, 1)',
    'includes("a")',
    'concat(1)',
  ],
);
const callbacks = fc.constantFrom(
  'map',
  'filter',
  'find',
  'some',
  'every',
  'flatMap',
  'findLastIndex',
  'sort',
);
const functions = fc.constantFrom(
  ...[
    'JSON.stringify',
    'JSON.parse',
    'Object.keys',
    'Object.entries',
    'Object.fromEntries',
    'Object.assign',
    'Array.from',
  ],
  ...[
    'Math.max',
    'Math.round',
    'String',
    'Number',
    'Boolean',
    'parseInt',
    'isNaN',
    'Date.parse',
    'encodeURIComponent',
  ],
);
const patterns = fc.constantFrom('"currency"', '"percent"', '"#,##0.0"', '"MMMM Do"', '"YYYY-MM-DD HH:mm"');

const grammar = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(names, literals),
    fc
      .tuple(tie('node'), binary, tie('node'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(${left} ?? ${right})`),
    fc.tuple(tie('node'), tie('node'), tie('node')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc
      .tuple(fc.constantFrom('!', '-', '+', 'typeof '), tie('node'))
      .map(([operator, node]) => `(${operator}${node})`),
    fc.tuple(tie('node'), names).map(([node, name]) => `${node}.${name}`),
    fc.tuple(tie('node'), tie('node')).map(([node, key]) => `${node}[${key}]`),
    fc.tuple(tie('node'), methods).map(([node, method]) => `${node}.${method}`),
    fc
      .tuple(tie('node'), callbacks, tie('node'))
      .map(([node, method, body]) => `${node}.${method}((a, b) => ${body})`),
    fc.tuple(tie('node'), tie('node')).map(([node, body]) => `${node}.reduce((a, b) => ${body}, 0)`),
    fc.tuple(functions, tie('node'), tie('node')).map(([name, left, right]) => `${name}(${left}, ${right})`),
    fc.tuple(tie('node'), patterns).map(([node, pattern]) => `$format(${node}, ${pattern})`),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => `[${left}, ${right}]`),
    fc.tuple(tie('node'), names, tie('node')).map(([key, name, node]) => `({[${key}]: 1, ${name}: ${node}})`),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => `\`\${${left}}-\${${right}}\``),
  ),
})).node;

// Variables come from storage, which has no negative zero.
const stored = (size: { maxDepth: number }): fc.Arbitrary<Json> =>
  fc.jsonValue(size).map((value) => JSON.parse(JSON.stringify(value)));

const scopes: fc.Arbitrary<Scope> = fc.record({
  variables: fc.record({
    a: stored({ maxDepth: 2 }),
    b: fc.oneof(fc.double(), fc.string()),
    list: fc.array(stored({ maxDepth: 1 }), { maxLength: 6 }),
    text: fc.string({ unit: 'binary', maxLength: 20 }),
    record: fc.dictionary(fc.string({ maxLength: 5 }), fc.integer(), {
      noNullPrototype: true,
    }) as fc.Arbitrary<Json>,
  }),
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
});

function requireJson(value: Json | undefined): void {
  if (value === undefined) return;
  expect(isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)).toBe(true);
  expect(JSON.stringify(value)).not.toMatch(/\\u(?:d[89a-f]|0000)/i);
}

describe('any text', () => {
  it('parses as an expression or is a problem with an offset (evaluate/total)', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const parsed = parseExpression(source);
        if (!parsed.ok) {
          expect(parsed.problem.offset).toBeLessThanOrEqual(source.length);
          return;
        }
        const result = evaluate(parsed.expression, { variables: { list: [1] }, at: 0 }, createBudget());
        if (result.ok) requireJson(result.value);
      }),
      { numRuns: 600 },
    );
  });

  it('parses and renders as a template', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const { template, problems } = parseTemplate(source);
        for (const { offset } of problems) expect(offset).toBeLessThanOrEqual(source.length);
        const scope = { variables: { a: 1, list: [1] }, at: 0 };
        expect(typeof renderTemplate(template, scope, createBudget()).text).toBe('string');
        renderTemplateValue(template, scope, createBudget());
        if (!source.includes('{{')) expect(template.parts.join('')).toBe(source);
      }),
      { numRuns: 600 },
    );
  });
});

describe('any valid expression', () => {
  it('evaluates to plain JSON data or to a failure, the same every time, and leaves its scope alone (evaluate/total, evaluate/plain-result, evaluate/deterministic, evaluate/read-only)', () => {
    fc.assert(
      fc.property(grammar, scopes, (source, scope) => {
        const parsed = parseExpression(source);
        if (!parsed.ok) throw new Error(`${source}: ${parsed.problem.message}`);
        const before = JSON.stringify(scope);
        const [first, second] = [createBudget(), createBudget()];
        const result = evaluate(parsed.expression, scope, first);
        expect(evaluate(parsed.expression, structuredClone(scope), second)).toEqual(result);
        expect(second).toEqual(first);
        expect(JSON.stringify(scope)).toBe(before);
        if (result.ok) requireJson(result.value);
        else expect(['type', 'not_callable', 'too_large', 'budget']).toContain(result.failure.code);
      }),
      { numRuns: 600 },
    );
  });

  it('has the same result when it is explained', () => {
    fc.assert(
      fc.property(grammar, scopes, (source, scope) => {
        const parsed = parseExpression(source);
        if (!parsed.ok) throw new Error(`${source}: ${parsed.problem.message}`);
        const result = evaluate(parsed.expression, scope, createBudget());
        const explanation = explain(parsed.expression, scope, createBudget());
        expect(explanation.failure === undefined).toBe(result.ok);
        if (result.ok) expect(Boolean(explanation.value)).toBe(Boolean(result.value));
      }),
      { numRuns: 300 },
    );
  });

  it('fails cleanly with any budget (evaluate/bounded)', () => {
    fc.assert(
      fc.property(grammar, scopes, fc.nat(40), fc.nat(40), (source, scope, steps, chars) => {
        const parsed = parseExpression(source);
        if (!parsed.ok) throw new Error(parsed.problem.message);
        const budget = createBudget(steps, chars);
        evaluate(parsed.expression, scope, budget);
        expect(Math.min(budget.stepsLeft, budget.charsLeft)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});
