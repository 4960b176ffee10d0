import Ajv from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { flowTestJsonSchema } from './json-schema';
import { parseTestFile, parseTests } from './parse-tests';

const file = (test: unknown) => ({ format: 'parley.tests', tests: [test] });
const complete = {
  name: 'A canceled booking',
  description: 'As reported',
  seed: 's',
  start: {
    ...{ at: '2026-03-20T10:00:00Z', variables: { customer: 'Ada' }, visitor: { page: 1 }, locale: 'de' },
    ...{
      timeZone: 'Europe/Berlin',
      defaults: { locale: 'en', openingHours: [] },
      expect: { choices: ['A'] },
    },
  },
  answers: {
    lookup: [{ type: 'response' }, { type: 'none' }, { type: 'error', code: 'timeout' }],
    'sub-flow/ai': [{ type: 'reply', reply: { a: 1 }, delay: { amount: 1, unit: 'seconds' } }],
  },
  steps: [
    {
      type: 'say',
      text: 'hi',
      value: { url: 'https://x.test' },
      expect: { messages: ['*'], path: ['a', '**'] },
    },
    ...[
      { type: 'choose', choice: 'A' },
      { type: 'fill', values: {} },
      { type: 'event', name: 'paid' },
    ],
    ...[
      { type: 'transfer', status: 'failed' },
      { type: 'pass', time: { amount: 1, unit: 'days' } },
    ],
    ...[
      { type: 'set', variables: { a: null } },
      { type: 'control', by: 'flow' },
    ],
  ],
  expect: {
    status: 'completed',
    node: 'sub/x',
    output: null,
    calls: [{ url: '*' }],
    events: [{ name: 'e' }],
  },
};

const validate = new Ajv({ strict: false, validateFormats: false }).compile(flowTestJsonSchema());

it('is read and described by a JSON Schema', () => {
  expect(parseTestFile(file(complete))).toMatchObject({ ok: true, tests: [{ name: 'A canceled booking' }] });
  expect(validate(file(complete)), JSON.stringify(validate.errors)).toBe(true);
  expect(parseTests([{ name: 'empty' }])).toEqual({
    ok: true,
    tests: [{ name: 'empty', answers: {}, steps: [] }],
  });
});

it.each<[unknown, (string | number)[], string]>([
  [{}, ['tests', 0, 'name'], 'is required'],
  [{ name: 'x', steps: [{ type: 'shout' }] }, ['tests', 0, 'steps', 0, 'type'], 'must be "say", "choose"'],
  [{ name: 'x', expect: { text: 'y' } }, ['tests', 0, 'expect'], 'has the unknown field "text"'],
  [{ name: 'x', answers: { 'a b': [] } }, ['tests', 0, 'answers', 'a b'], 'must be the id of a node'],
  [
    { name: 'x', steps: [{ type: 'set', variables: { a: '\u0000' } }] },
    ['tests', 0, 'steps', 0, 'variables', 'a'],
    'NUL',
  ],
])('refuses %j', (test, path, message) => {
  const parsed = parseTestFile(file(test));
  expect(parsed).toMatchObject({
    ok: false,
    problems: [{ path, message: expect.stringContaining(message) }],
  });
});

it('refuses other files', () => {
  expect(parseTestFile({ format: 'parley.flow', tests: [] })).toMatchObject({ ok: false });
  expect(parseTestFile(null)).toMatchObject({ ok: false, problems: [{ path: [] }] });
});
