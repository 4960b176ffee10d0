import { describe, expect, it } from 'vitest';
import { createBudget } from '../expression/budget';
import { parseTemplate } from './parse-template';
import { renderTemplate, renderTemplateValue } from './render-template';

const scope = {
  variables: { name: 'Ada', age: 36, vip: true, none: null, tags: ['a', 'b'], customer: { name: 'Bo' } },
  at: Date.UTC(2030, 0, 31, 10),
};

function render(source: string) {
  return renderTemplate(parseTemplate(source).template, scope, createBudget());
}

function renderValue(source: string) {
  return renderTemplateValue(parseTemplate(source).template, scope, createBudget());
}

describe('a template as text', () => {
  it.each([
    ['plain text', 'plain text'],
    ['', ''],
    ['{{ name }}', 'Ada'],
    ['{{name}}', 'Ada'],
    ['Hi {{ name }}, you are {{ age + 1 }}.', 'Hi Ada, you are 37.'],
    ['{{ vip }} {{ none }}|', 'true |'],
    ['{{ tags }}', 'a, b'],
    ['{{ customer }}', '{"name":"Bo"}'],
    ['{{ [1, [2]] }}', '[1,[2]]'],
    ['{{ 0.1 + 0.2 }} {{ 1e21 }} {{ 1e-7 }}', '0.30000000000000004 1000000000000000000000 0.0000001'],
    ['{{ {a: {b: 1}} }}', '{"a":{"b":1}}'],
    ['{{ {a: {b: 1}}}}', '{"a":{"b":1}}'],
    ['{{ "}}" }}!', '}}!'],
    [`{{ \`\${name}}}\` }}!`, 'Ada}}!'],
    ['{{ "it\'s" }}', "it's"],
    ['\\{{ name }}', '{{ name }}'],
    ['a \\{{ b {{ name }}', 'a {{ b Ada'],
    ['{ name } }}', '{ name } }}'],
    ['line\n{{ name }}\nline', 'line\nAda\nline'],
    ['{{ name /* }} */ }}', 'Ada'],
    ['{{ nick ?? "friend" }}', 'friend'],
  ])('renders %j', (source, text) => {
    expect(parseTemplate(source).problems).toEqual([]);
    expect(render(source)).toEqual({ text, misses: [] });
  });

  it.each([
    ['Hi {{ nme }}!', 'Hi !', [{ expression: 'nme', reason: 'There is no variable "nme"' }]],
    ['{{ customer.nme }}', '', [{ expression: 'customer.nme', reason: 'It has no value' }]],
    [
      '{{ age.trim() }}.',
      '.',
      [{ expression: 'age.trim()', reason: 'The expression calls trim() on a number' }],
    ],
    ['{{ "Hi " + nme }}', 'Hi ', [{ expression: '"Hi " + nme', reason: 'There is no variable "nme"' }]],
  ])('renders a missing reference in %j as empty and lists it', (source, text, misses) => {
    expect(render(source)).toEqual({ text, misses });
  });

  it('continues after a part that exceeded a limit', () => {
    const { template } = parseTemplate('a{{ "x".repeat(2e6) }}b{{ name }}');
    const { text, misses } = renderTemplate(template, scope, createBudget());
    expect(text).toBe('abAda');
    expect(misses).toEqual([
      { expression: '"x".repeat(2e6)', reason: 'The expression produces too much data' },
    ]);
  });

  it('renders nothing more and does not throw if the budget is exhausted', () => {
    const { template } = parseTemplate('a{{ name }}b');
    expect(renderTemplate(template, scope, createBudget(0)).text).toBe('ab');
    expect(renderTemplate(template, scope, createBudget(10, 2)).text).toBe('ab');
  });
});

describe('an invalid template', () => {
  it.each([
    ['ab {{ 1 + }} cd', 'ab  cd', 9],
    ['{{ }}', '', 3],
    ['{{ a b }}', '', 5],
    ['Hi {{ name', 'Hi {{ name', 3],
    ["{{ it's }} and {{ name }}", ' and Ada', 5],
    ['{{ ( }} and {{ name }}', ' and Ada', 4],
  ])('reports the offset of the problem in %j', (source, text, offset) => {
    const { template, problems } = parseTemplate(source);
    expect(problems).toEqual([{ message: expect.any(String), offset }]);
    expect(renderTemplate(template, scope, createBudget()).text).toBe(text);
  });

  it('stops at a thousand expressions', () => {
    const { template, problems } = parseTemplate('{{ age }}'.repeat(5000));
    expect(problems).toHaveLength(1);
    expect(template.parts.length).toBeLessThanOrEqual(2001);
  });
});

describe('a template as a value', () => {
  it.each([
    ['{{ age }}', 36],
    ['{{ tags }}', ['a', 'b']],
    ['{{ customer }}', { name: 'Bo' }],
    ['{{ none }}', null],
    ['{{ nme }}', null],
    ['{{ age }} ', '36 '],
    ['{{ age }}{{ age }}', '3636'],
    ['{{ 1 + }}', ''],
    ['{{ 1 + }}{{ age }}', '36'],
    ['', ''],
  ])('renders %j', (source, value) => {
    expect(renderValue(source).value).toEqual(value);
  });
});

it('lists the names of all expressions, sorted and unique', () => {
  expect(parseTemplate('{{ b.c }} {{ a + b }} {{ $vars.d }} {{ list.map(x => x) }}').template.names).toEqual([
    'a',
    'b',
    'd',
    'list',
  ]);
});
