import { describe, expect, it } from 'vitest';
import type { NodeInput } from '../../fixtures/converse';
import { validateFlow } from '../../validate';

const VARIABLES = [
  { name: 'amount', valueType: 'number' },
  { name: 'city', valueType: 'text' },
  { name: 'open', valueType: 'boolean' },
  { name: 'items', valueType: 'list' },
  { name: 'order', valueType: 'object' },
  { name: 'any' },
];

function find(
  nodes: readonly object[],
  more: object = {},
): [severity: string, path: string, message: string][] {
  const [first] = nodes as NodeInput[];
  const flow = { format: 1, start: first?.id, variables: VARIABLES, nodes, ...more };
  return validateFlow(flow)
    .problems.filter(({ code }) => code === 'type_mismatch')
    .map(({ severity, path, message }) => [severity, path, message]);
}

const set = (variable: string, value: string) => ({ id: 's', kind: 'set', assign: [{ variable, value }] });
const decide = (when: string) => ({ id: 'c', kind: 'condition', branches: [{ id: 'b', when }] });
const END = { id: 'e', kind: 'end' };

describe('the default of a variable', () => {
  const defaults = (value: unknown) =>
    find([END], { variables: [{ name: 'a', valueType: 'number', default: value }] });

  it('has its type, or is missing or computed', () => {
    expect(defaults('12')).toEqual([
      [
        'error',
        '/variables/0/default',
        'The default of "a" is a text, but the variable has the type number.',
      ],
    ]);
    expect(defaults([1])[0]?.[2]).toContain('is a list');
    expect([12, null, '{{ 3 * 4 }}'].flatMap(defaults)).toEqual([]);
  });
});

describe('an assignment', () => {
  it.each([
    ['amount', '"12"', 'a text'],
    ['amount', ['`$', '{amount}`'].join(''), 'a text'],
    ['amount', 'amount + " EUR"', 'a text'],
    ['amount', 'city.trim()', 'a text'],
    ['amount', 'amount > 3', 'true or false'],
    ['amount', '!amount', 'true or false'],
    ['city', 'amount * 2', 'a number'],
    ['city', 'amount + 2', 'a number'],
    ['city', 'Number(city)', 'a number'],
    ['city', 'Math.round(any)', 'a number'],
    ['city', '-any', 'a number'],
    ['city', 'open ? 1 : 2', 'a number'],
    ['city', 'amount ?? 7', 'a number'],
    ['city', 'vars.amount', 'a number'],
    ['open', 'items', 'a list'],
    ['items', '{ a: 1 }', 'an object'],
    ['order', 'items.map(one => one.id)', 'a list'],
    ['order', 'any.split(",")', 'a list'],
  ])('of another type is reported: %s = %s', (variable, value, type) => {
    const declared = VARIABLES.find(({ name }) => name === variable)?.valueType;
    const message = `This is ${type}, but "${variable}" has the type ${declared}.`;
    expect(find([set(variable, value)])).toEqual([['warning', '/nodes/0/assign/0/value', message]]);
  });

  it.each([
    ['amount', '12'],
    ['amount', 'null'],
    ['amount', 'any'],
    ['amount', 'any + 1'],
    ['amount', 'any.count'],
    ['amount', 'any ?? 7'],
    ['amount', 'open ? 1 : any'],
    ['amount', 'any.shift'],
    ['city', 'items[0]'],
    ['city', 'JSON.parse(any)'],
    ['any', '12'],
    ['unknown', '"a"'],
  ])('of its type, or of one that is not known, is not: %s = %s', (variable, value) => {
    expect(find([set(variable, value)])).toEqual([]);
  });

  it('of a response is checked, whose own name is no variable', () => {
    const call = (value: string) => ({
      ...{
        id: 'h',
        kind: 'http',
        method: 'GET',
        url: 'https://a.test',
        save: [{ variable: 'amount', value }],
      },
    });
    const variables = [...VARIABLES, { name: 'response', valueType: 'text' }];
    expect(find([call('"a"')])[0]?.[1]).toBe('/nodes/0/save/0/value');
    expect(find([call('response')], { variables })).toEqual([]);
  });

  it('of the type that an input declares is checked, unless the variable declares one', () => {
    const inputs = {
      type: 'object',
      properties: {
        count: { type: 'integer' },
        city: { type: 'integer' },
        both: { type: ['string', 'number'] },
      },
    };
    expect(find([set('count', '"a"')], { inputs })[0]?.[2]).toContain('"count" has the type number');
    expect(find([set('city', '"a"'), { ...set('both', '1'), id: 't' }], { inputs })).toEqual([]);
  });
});

describe('what a node sets', () => {
  const ask = (answer: object, variable: string) => ({
    ...{ id: 'q', kind: 'question', prompt: [{ type: 'text', text: '?' }], variable, answer },
  });
  const choices = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ];

  it.each([
    [{ type: 'number' }, 'a number'],
    [{ type: 'rating', max: 5 }, 'a number'],
    [{ type: 'confirm' }, 'true or false'],
    [{ type: 'multi-choice', choices }, 'a list'],
    [{ type: 'form', fields: [{ name: 'a', label: 'A', answer: { type: 'text' } }] }, 'an object'],
  ])('has the type of the answer: %j', (answer, type) => {
    expect(find([ask(answer, 'city')])).toEqual([
      ['warning', '/nodes/0/variable', `The answer is ${type}, but "city" has the type text.`],
    ]);
  });

  it('is a text for typed answers and choices, and for the reply of a model without a schema', () => {
    for (const answer of [{ type: 'text' }, { type: 'date' }, { type: 'choice', choices }]) {
      expect(find([ask(answer, 'city')])).toEqual([]);
      expect(find([ask(answer, 'amount')])[0]?.[2]).toBe(
        'The answer is a text, but "amount" has the type number.',
      );
    }
    const model = (more: object) => ({
      ...{ id: 'm', kind: 'ai', url: 'https://a.test', model: 'm', prompt: 'Hi', variable: 'amount' },
      ...more,
    });
    expect(find([model({})])[0]?.[2]).toBe('The reply is a text, but "amount" has the type number.');
    expect(find([model({ schema: { type: 'number' } })])).toEqual([]);
    expect(find([model({ schema: {} })])).toEqual([]);
    expect(find([model({ variable: 'city', history: { variable: 'order' } })])).toEqual([
      [
        'warning',
        '/nodes/0/history/variable',
        'The conversation is a list, but "order" has the type object.',
      ],
    ]);
  });

  it('is a number for the position of a loop, which needs a list', () => {
    const loop = (list: string, index: string) => ({ id: 'l', kind: 'each', list, item: 'any', index });
    expect(find([loop('items', 'city')])[0]?.[2]).toBe(
      'The position is a number, but "city" has the type text.',
    );
    expect(find([loop('order', 'amount')])).toEqual([
      ['warning', '/nodes/0/list', 'This is an object, and not a list: the loop is empty.'],
    ]);
  });
});

describe('a comparison', () => {
  it.each([
    ['amount === "12"', '"amount" has the type number and never equals a text.'],
    ['"12" !== amount', '"amount" has the type number and never equals a text.'],
    ['[1].some(n => n > 0 && open === "yes")', '"open" has the type boolean and never equals a text.'],
    ['city === amount', '"city" has the type text and never equals a number.'],
  ])('of two types is reported: %s', (when, message) => {
    expect(find([decide(when)])).toEqual([['warning', '/nodes/0/branches/0/when', message]]);
  });

  it.each([
    'amount === 12',
    'amount == "12"',
    'amount === null',
    'any === 12',
    'amount === any',
    'amount < "a"',
  ])('of one type, or one that converts, is not: %s', (when) => expect(find([decide(when)])).toEqual([]));
});

describe('a method', () => {
  it.each([
    ['amount.trim() === ""', '"amount" has the type number, which has no method trim().'],
    ['city.filter(Boolean).length > 0', '"city" has the type text, which has no method filter().'],
    ['order.includes("a")', '"order" has the type object, which has no method includes().'],
  ])('that values of a type do not have is reported: %s', (when, message) => {
    expect(find([decide(when)])).toEqual([['warning', '/nodes/0/branches/0/when', message]]);
  });

  it.each([
    'city.trim() === ""',
    'items.filter(Boolean).length > 0',
    'amount.toFixed(2) === "1.00"',
    'any.trim()',
  ])('that they have is not: %s', (when) => expect(find([decide(when)])).toEqual([]));
});
