import { describe, expect, it } from 'vitest';
import { formField } from '../../definition/answer';
import { AT } from '../../fixtures/converse';
import { resolveRegional } from '../../locale/resolve-regional';
import { checkFormValues, renderFormFields } from './check-form';

const FIELDS = [
  { name: 'mail', label: 'E-mail', answer: { type: 'email' } },
  { name: 'day', label: 'Day', answer: { type: 'date' } },
  {
    name: 'size',
    label: 'Size',
    answer: {
      type: 'choice',
      choices: [
        { value: 's', label: 'Small' },
        { value: 'l', label: 'Large' },
      ],
    },
  },
  { name: 'people', label: 'People', required: false, answer: { type: 'number', min: 1, max: 9 } },
  { name: 'cv', label: 'CV', required: false, answer: { type: 'file', accept: ['.pdf'], maxBytes: 1000 } },
].map((field) => formField.parse(field));

const SURROUNDINGS = { at: AT, ...resolveRegional({ flows: [] }) };

const GOOD = { mail: 'ann@EXAMPLE.com', day: 'tomorrow', size: 'l' };

describe('checkFormValues', () => {
  it('renders the fields as a question does', () => {
    expect(renderFormFields(FIELDS, SURROUNDINGS)).toEqual([
      { name: 'mail', label: 'E-mail', required: true, type: 'email' },
      { name: 'day', label: 'Day', required: true, type: 'date' },
      {
        name: 'size',
        label: 'Size',
        required: true,
        type: 'choice',
        choices: [
          { value: 's', label: 'Small' },
          { value: 'l', label: 'Large' },
        ],
      },
      { name: 'people', label: 'People', required: false, type: 'number', min: 1, max: 9 },
      { name: 'cv', label: 'CV', required: false, type: 'file', max: 1000, accept: ['.pdf'] },
    ]);
  });

  it('returns normalized values, and null for fields left out', () => {
    expect(checkFormValues(FIELDS, GOOD, SURROUNDINGS)).toEqual({
      ok: true,
      values: { mail: 'ann@example.com', day: '2026-03-21', size: 'l', people: null, cv: null },
    });
  });

  it.each<[string, object, { field: string; message: string }[]]>([
    [
      'a value of the wrong type',
      { mail: 7 },
      [{ field: 'mail', message: 'Please give an e-mail address, such as name@example.com.' }],
    ],
    [
      'nothing where there must be something',
      { mail: null },
      [{ field: 'mail', message: expect.any(String) }],
    ],
    [
      'a value out of bounds',
      { people: 12 },
      [{ field: 'people', message: 'Please give a number from 1 to 9.' }],
    ],
    [
      'a field that is not there, even by a name that objects have',
      { toString: 'x', nickname: 'Bo' },
      [
        { field: 'toString', message: 'The form has no such field.' },
        { field: 'nickname', message: 'The form has no such field.' },
      ],
    ],
    [
      'several at once, in the order of the form',
      { cv: { url: 'https://x.test/a.doc' }, size: 'xl' },
      [
        { field: 'size', message: 'Please choose one of these: Small, Large.' },
        { field: 'cv', message: 'Please send a file of one of these types: .pdf.' },
      ],
    ],
  ])('rejects %s, by field', (_, values, issues) => {
    expect(checkFormValues(FIELDS, { ...GOOD, ...values }, SURROUNDINGS)).toEqual({
      ok: false,
      issues,
    });
  });

  it('reports every required field of an empty form', () => {
    const result = checkFormValues(FIELDS, {}, SURROUNDINGS);
    expect(!result.ok && result.issues.map(({ field }) => field)).toEqual(['mail', 'day', 'size']);
  });
});
