import type { NodeKind } from '@/server/engine/definition/node';
import { answer } from './answer';
import { assignments } from './assignments';
import { contents } from './content';
import type { Control, Field, Shape } from './field';
import { httpFields } from './http';

const name = (field: string, label: string, more: Partial<Field> = {}): Field => ({
  name: field,
  label,
  control: { type: 'plain', mono: true },
  ...more,
});
const branchFields = (...fields: Field[]): readonly Field[] => [
  { name: 'label', label: 'Label', optional: true, control: { type: 'plain' } },
  ...fields,
  { name: 'id', label: 'Id', control: { type: 'plain', mono: true, late: true } },
];
const branches = (fields: readonly Field[], blank: object): Field => ({
  name: 'branches',
  label: 'Branches',
  control: { type: 'list', noun: 'branch', item: { fields }, blank },
});
const texts = (noun: string): Control => ({ type: 'list', noun, item: { type: 'plain' }, blank: '' });

const wait: Shape = {
  label: 'Waits',
  options: [
    {
      value: 'for',
      label: 'For a while',
      blank: { duration: { amount: 1, unit: 'minutes' } },
      fields: [{ name: 'duration', label: 'How long', control: { type: 'duration' } }],
    },
    {
      value: 'until',
      label: 'Until a time',
      blank: { time: '' },
      fields: [
        {
          name: 'time',
          label: 'When',
          hint: 'A time that has passed is not waited for.',
          control: { type: 'expression', placeholder: "$addTime($now(), 1, 'days')" },
        },
      ],
    },
  ],
};

/** Every field of every kind of node; a test holds them against the engine's schema. */
export const NODE_FIELDS: { [K in NodeKind]: readonly Field[] } = {
  message: [contents('messages', 'Says')],
  question: [
    contents('prompt', 'Asks'),
    { name: 'answer', label: 'Answer', control: { type: 'shape', shape: answer } },
    name('variable', 'Kept in'),
    {
      name: 'rules',
      label: 'Rules',
      hint: 'Each must hold for the answer to be taken.',
      control: {
        type: 'list',
        noun: 'rule',
        blank: { when: '', message: '' },
        item: {
          fields: [
            {
              name: 'when',
              label: 'Must hold',
              control: { type: 'expression', locals: ['answer'], placeholder: 'answer.length > 2' },
            },
            { name: 'message', label: 'Said otherwise', control: { type: 'template', locals: ['answer'] } },
          ],
        },
      },
    },
    {
      name: 'retries',
      label: 'Limit wrong answers',
      hint: 'After that many the flow leaves by Invalid.',
      optional: true,
      blank: { max: 2 },
      control: {
        type: 'shape',
        shape: {
          fields: [
            {
              name: 'max',
              label: 'Asked again at most',
              control: { type: 'number', integer: true, min: 0, max: 20 },
            },
            { name: 'message', label: 'Said each time', optional: true, control: { type: 'template' } },
          ],
        },
      },
    },
    {
      name: 'noReply',
      label: 'Leave when nobody answers',
      hint: 'The flow then leaves by No reply.',
      optional: true,
      blank: { after: { amount: 10, unit: 'minutes' } },
      control: {
        type: 'shape',
        shape: { fields: [{ name: 'after', label: 'After', control: { type: 'duration' } }] },
      },
    },
  ],
  condition: [
    branches(
      branchFields({
        name: 'when',
        label: 'When',
        control: { type: 'expression', placeholder: 'amount > 100' },
      }),
      { id: 'branch', when: '' },
    ),
  ],
  split: [
    branches(
      branchFields({ name: 'weight', label: 'Weight', control: { type: 'number', integer: true, min: 0 } }),
      { id: 'branch', weight: 50 },
    ),
  ],
  intent: [
    {
      name: 'text',
      label: 'Text to recognise',
      hint: 'What the person said last, unless given.',
      optional: true,
      control: { type: 'expression' },
    },
    branches(
      branchFields(
        { name: 'examples', label: 'Examples', control: texts('example') },
        { name: 'keywords', label: 'Keywords', control: texts('keyword') },
      ),
      { id: 'branch', examples: [], keywords: [] },
    ),
  ],
  set: [assignments('assign', 'Sets')],
  http: httpFields,
  ai: [
    {
      name: 'url',
      label: 'Endpoint',
      hint: 'For chat completions.',
      control: { type: 'template', placeholder: 'https://…/v1/chat/completions' },
    },
    {
      name: 'apiKey',
      label: 'Key',
      optional: true,
      control: { type: 'template', placeholder: '{{ modelKey }}' },
    },
    { name: 'model', label: 'Model', control: { type: 'template' } },
    { name: 'system', label: 'Instructions', optional: true, control: { type: 'template', long: true } },
    { name: 'prompt', label: 'Prompt', control: { type: 'template', long: true } },
    name('variable', 'Kept in'),
    {
      name: 'schema',
      label: 'Reply as JSON',
      hint: 'A JSON Schema that the reply keeps.',
      optional: true,
      blank: { type: 'object', properties: {} },
      control: { type: 'json', templates: false },
    },
    {
      name: 'temperature',
      label: 'Temperature',
      optional: true,
      control: { type: 'number', min: 0, max: 2 },
    },
    {
      name: 'maxTokens',
      label: 'Most tokens',
      optional: true,
      control: { type: 'number', integer: true, min: 1 },
    },
    {
      name: 'timeoutMs',
      label: 'Gives up after',
      optional: true,
      control: { type: 'number', integer: true, min: 100, max: 120_000, unit: 'ms' },
    },
    {
      name: 'retry',
      label: 'Try again on failure',
      optional: true,
      blank: { attempts: 2 },
      control: {
        type: 'shape',
        shape: {
          fields: [
            {
              name: 'attempts',
              label: 'Attempts',
              control: { type: 'number', integer: true, min: 1, max: 5 },
            },
          ],
        },
      },
    },
  ],
  emit: [
    name('event', 'Event'),
    { name: 'payload', label: 'Payload', control: { type: 'json', templates: true } },
  ],
  transfer: [
    {
      name: 'destination',
      label: 'To',
      optional: true,
      control: { type: 'template', placeholder: 'support' },
    },
    contents('messages', 'Says first'),
  ],
  suggest: [
    { name: 'text', label: 'Reply', control: { type: 'template', long: true } },
    {
      name: 'score',
      label: 'How sure',
      hint: 'From 0 to 1.',
      optional: true,
      control: { type: 'expression', placeholder: '0.8' },
    },
  ],
  wait: [{ name: 'wait', label: 'Waits', control: { type: 'shape', shape: wait } }],
  'await-event': [
    name('event', 'Event'),
    {
      name: 'match',
      label: 'Only when',
      hint: 'event is its payload.',
      optional: true,
      control: { type: 'expression', locals: ['event'], placeholder: 'event.orderId === orderId' },
    },
    name('variable', 'Payload kept in', { optional: true }),
    {
      name: 'timeout',
      label: 'Give up after a while',
      hint: 'The flow then leaves by Timeout.',
      optional: true,
      blank: { amount: 1, unit: 'hours' },
      control: { type: 'duration' },
    },
  ],
  each: [
    { name: 'list', label: 'List', control: { type: 'expression', placeholder: 'order.items' } },
    name('item', 'Item is called'),
    name('index', 'Its number is called', { optional: true }),
  ],
  subflow: [
    { name: 'flow', label: 'Flow', control: { type: 'flow' } },
    assignments('inputs', 'Gives it'),
    assignments('outputs', 'Takes back', ['output'], 'output is what it ended with.'),
  ],
  end: [
    { name: 'text', label: 'Says last', optional: true, control: { type: 'template', long: true } },
    {
      name: 'output',
      label: 'Output',
      optional: true,
      blank: {},
      control: { type: 'json', templates: true },
    },
  ],
};
