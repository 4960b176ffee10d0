import type { Field, Shape, Variant } from './field';
import { OWN_WORDS } from './own-words';

const number = (name: string, label: string, more: object = {}): Field => ({
  name,
  label,
  optional: true,
  control: { type: 'number', ...more },
});
const wholeNumber = (name: string, label: string): Field => number(name, label, { integer: true, min: 0 });
const date = (name: string, label: string): Field => ({
  name,
  label,
  optional: true,
  control: { type: 'date' },
});
const optionalText = (name: string, label: string, more: object = {}): Field => ({
  name,
  label,
  optional: true,
  control: { type: 'template', localized: true, ...more },
});

const choiceFields: readonly Field[] = [
  { name: 'label', label: 'Label', control: { type: 'template', localized: true } },
  { name: 'value', label: 'Value', control: { type: 'plain', mono: true, late: true } },
];
const listChoices = (fields: readonly Field[]): Field => ({
  name: 'choices',
  label: 'Choices',
  control: { type: 'list', noun: 'choice', blank: { value: '', label: '' }, item: { fields } },
});

/** The choices of a form field. */
const fixedChoices = listChoices(choiceFields);

const when: Field = {
  name: 'when',
  label: 'Only when',
  hint: 'The choice is offered if this is true when the question is asked.',
  optional: true,
  blank: '',
  control: { type: 'expression', rows: 'condition', placeholder: 'orders.length > 0' },
};
const ITEM = ['item'];
const choicesFrom: Field = {
  name: 'choicesFrom',
  label: 'Choices from a list',
  hint: 'Shown before the others; the flow goes on at Next. If there is nothing to choose, it takes the exit Nothing to choose.',
  optional: true,
  blank: { list: '', value: 'item' },
  control: {
    type: 'shape',
    shape: {
      fields: [
        { name: 'list', label: 'List', control: { type: 'expression', placeholder: 'slots' } },
        {
          name: 'value',
          label: 'Value',
          control: { type: 'expression', locals: ITEM, placeholder: 'item.id' },
        },
        {
          name: 'label',
          label: 'Label',
          hint: 'Default: the value.',
          optional: true,
          control: { type: 'template', localized: true, locals: ITEM, placeholder: '{{ item.name }}' },
        },
        number('max', 'Most', { integer: true, min: 1, max: 50 }),
      ],
    },
  },
};
/** The choices of a question, which data may decide. */
const offeredChoices: readonly Field[] = [listChoices([...choiceFields, when]), choicesFrom];

const oneChoice = { choices: [{ value: 'Yes', label: 'Yes' }] };

const dateOrder: Field = {
  name: 'order',
  label: 'Order of day and month',
  hint: 'How 3/4/2026 is read. Default: as in the language of the flow.',
  optional: true,
  blank: 'auto',
  control: {
    type: 'select',
    options: [
      { value: 'dayFirst', label: 'Day first: 3 April' },
      { value: 'monthFirst', label: 'Month first: March 4' },
      { value: 'auto', label: 'Ask which date is meant' },
    ],
  },
};

const submitLabel: Field = {
  ...optionalText('submitLabel', 'Button label', { placeholder: 'Submit' }),
  hint: 'For pages that show a button beside the field.',
};
const placeholder: Field = {
  ...optionalText('placeholder', 'Hint in the field'),
  hint: 'For pages that show a field, such as "name@example.com".',
};

const simple: Variant[] = [
  {
    value: 'text',
    label: 'Text',
    blank: {},
    fields: [
      wholeNumber('minLength', 'Minimum characters'),
      wholeNumber('maxLength', 'Maximum characters'),
      placeholder,
      OWN_WORDS.text,
    ],
  },
  {
    value: 'number',
    label: 'Number',
    blank: {},
    fields: [
      number('min', 'Minimum'),
      number('max', 'Maximum'),
      {
        name: 'integer',
        label: 'Whole numbers only',
        optional: true,
        control: { type: 'switch', fallback: false },
      },
      placeholder,
      OWN_WORDS.number,
    ],
  },
  { value: 'email', label: 'Email address', blank: {}, fields: [placeholder, OWN_WORDS.email] },
  { value: 'url', label: 'URL', blank: {}, fields: [placeholder, OWN_WORDS.url] },
  {
    value: 'phone',
    label: 'Phone number',
    blank: {},
    fields: [
      {
        name: 'region',
        label: 'Region',
        hint: 'Of numbers without a country code, such as DE. Default: that of the language of the flow.',
        optional: true,
        control: { type: 'plain', mono: true },
      },
      placeholder,
      OWN_WORDS.phone,
    ],
  },
  {
    value: 'date',
    label: 'Date',
    blank: {},
    fields: [date('min', 'Earliest'), date('max', 'Latest'), dateOrder, OWN_WORDS.date],
  },
  { value: 'time', label: 'Time of day', blank: {}, fields: [OWN_WORDS.time] },
  { value: 'choice', label: 'Single choice', blank: oneChoice, fields: [fixedChoices, OWN_WORDS.choice] },
  {
    value: 'multi-choice',
    label: 'Multiple choice',
    blank: oneChoice,
    fields: [
      fixedChoices,
      wholeNumber('min', 'Minimum choices'),
      wholeNumber('max', 'Maximum choices'),
      OWN_WORDS.multiChoice,
    ],
  },
  {
    value: 'rating',
    label: 'Rating',
    blank: { max: 5 },
    fields: [
      { name: 'max', label: 'Maximum', control: { type: 'number', integer: true, min: 2, max: 10 } },
      OWN_WORDS.rating,
    ],
  },
  {
    value: 'confirm',
    label: 'Yes or no',
    blank: {},
    fields: [
      optionalText('yes', 'Label for yes', { word: 'yes' }),
      optionalText('no', 'Label for no', { word: 'no' }),
      OWN_WORDS.confirm,
    ],
  },
  {
    value: 'file',
    label: 'File',
    blank: {},
    fields: [
      {
        name: 'accept',
        label: 'Accepted types',
        hint: 'For example image/* or application/pdf. Default: any type.',
        optional: true,
        control: { type: 'list', noun: 'type', item: { type: 'plain', mono: true }, blank: '' },
      },
      number('maxBytes', 'Maximum size', { integer: true, min: 1, unit: 'bytes' }),
      OWN_WORDS.file,
    ],
  },
];

/** The answer types of a form field. */
const simpleAnswer: Shape = { label: 'Answer', options: simple };

/** The fields of a form. */
export const formFields: Field = {
  name: 'fields',
  label: 'Fields',
  control: {
    type: 'list',
    noun: 'field',
    blank: { name: 'field', label: '', required: true, answer: { type: 'text' } },
    item: {
      fields: [
        { name: 'label', label: 'Label', control: { type: 'template', localized: true } },
        { name: 'name', label: 'Name', control: { type: 'plain', mono: true } },
        { name: 'required', label: 'Required', control: { type: 'switch', fallback: true } },
        { name: 'answer', label: 'Answer', control: { type: 'shape', shape: simpleAnswer } },
      ],
    },
  },
};

// Their choices are buttons themselves.
const WITHOUT_BUTTON: ReadonlySet<string> = new Set(['choice', 'confirm']);

/** An answer as a question takes it, with a button of its own and choices that data may decide. */
function ofQuestion(variant: Variant): Variant {
  const fields = variant.fields.flatMap((field) => (field === fixedChoices ? offeredChoices : [field]));
  if (WITHOUT_BUTTON.has(variant.value)) return { ...variant, fields };
  return { ...variant, fields: [...fields.slice(0, -1), submitLabel, ...fields.slice(-1)] };
}

/** The answer types of a question. */
export const answer: Shape = {
  label: 'Answer',
  options: [
    ...simple.map(ofQuestion),
    {
      value: 'form',
      label: 'Form',
      blank: { fields: [{ name: 'field', label: '', required: true, answer: { type: 'text' } }] },
      fields: [optionalText('title', 'Title'), formFields, submitLabel, OWN_WORDS.form],
    },
  ],
};
