import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { parseTemplate } from '../template/parse-template';
import { renderTemplate, renderTemplateValue } from '../template/render-template';
import { createBudget } from './budget';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { randomScopes, randomSources } from './fixtures/random-source';
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
      fc.property(randomSources, randomScopes, (source, scope) => {
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
      fc.property(randomSources, randomScopes, (source, scope) => {
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
      fc.property(randomSources, randomScopes, fc.nat(40), fc.nat(40), (source, scope, steps, chars) => {
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
