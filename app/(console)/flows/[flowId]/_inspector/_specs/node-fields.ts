import type { NodeKind } from '@/server/engine/definition/node';
import { aiFields } from './ai';
import { answer } from './answer';
import { assignments, contactChanges } from './assignments';
import { contents } from './content';
import type { Control, Field } from './field';
import { httpFields } from './http';
import { subflowFields } from './subflow';
import { wait } from './wait';

/** A text that people read. */
const TEXT = { type: 'template', localized: true } as const;
const LONG_TEXT = { ...TEXT, long: true } as const;

const name = (field: string, label: string, more: Partial<Field> = {}): Field => ({
  name: field,
  label,
  control: { type: 'plain', mono: true },
  ...more,
});
const branchFields = (...fields: Field[]): readonly Field[] => [
  ...fields,
  { name: 'label', label: 'Label', optional: true, control: { type: 'plain' } },
  { name: 'id', label: 'Id', control: { type: 'plain', mono: true, late: true } },
];
const branches = (fields: readonly Field[], blank: object): Field => ({
  name: 'branches',
  label: 'Branches',
  control: { type: 'list', noun: 'branch', item: { fields }, blank },
});
const texts = (noun: string): Control => ({ type: 'list', noun, item: { type: 'plain' }, blank: '' });

/** The fields of each node kind; a test compares them with the engine's schema. */
export const NODE_FIELDS: { [K in NodeKind]: readonly Field[] } = {
  message: [contents('messages', 'Messages')],
  question: [
    {
      ...contents('prompt', 'Prompt'),
      hint: 'Without a prompt, the last message before this node asks the question.',
    },
    { name: 'answer', label: 'Answer', control: { type: 'shape', shape: answer } },
    name('variable', 'Save to', { optional: true }),
    {
      name: 'personal',
      label: 'Personal data',
      hint: 'The panel of the flow lists where the answer can get to.',
      optional: true,
      control: { type: 'switch', fallback: false },
    },
    {
      name: 'rating',
      label: 'Count as a rating',
      hint: 'Statistics show the average and the distribution. The answer is a number, a rating, or a choice whose values are numbers.',
      optional: true,
      blank: { min: 1, max: 5 },
      control: {
        type: 'shape',
        shape: {
          fields: [
            { name: 'min', label: 'Lowest', control: { type: 'number', integer: true, min: 0, max: 99 } },
            { name: 'max', label: 'Highest', control: { type: 'number', integer: true, min: 1, max: 100 } },
          ],
        },
      },
    },
    {
      name: 'rules',
      label: 'Rules',
      hint: 'An answer is accepted only if every rule holds.',
      control: {
        type: 'list',
        noun: 'rule',
        blank: { when: '', message: '' },
        item: {
          fields: [
            {
              name: 'when',
              label: 'Condition',
              control: {
                type: 'expression',
                rows: 'condition',
                locals: ['answer'],
                placeholder: 'answer.length > 2',
              },
            },
            { name: 'message', label: 'Message if invalid', control: { ...TEXT, locals: ['answer'] } },
          ],
        },
      },
    },
    {
      name: 'retries',
      label: 'Limit invalid answers',
      hint: 'After the last retry the flow takes the exit Invalid. If it is not connected, the question asks again without limit.',
      optional: true,
      blank: { max: 2 },
      control: {
        type: 'shape',
        shape: {
          fields: [
            {
              name: 'max',
              label: 'Maximum retries',
              control: { type: 'number', integer: true, min: 0, max: 20 },
            },
            { name: 'message', label: 'Retry message', optional: true, control: TEXT },
            {
              name: 'thenContinue',
              label: 'Continue without an answer',
              hint: 'Declares that Invalid may lead where an answer leads. It only turns off the warning.',
              optional: true,
              control: { type: 'switch', fallback: false },
            },
          ],
        },
      },
    },
    {
      name: 'noReply',
      label: 'Time out without an answer',
      hint: 'The flow then takes the exit No reply.',
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
        control: { type: 'expression', rows: 'condition', placeholder: 'amount > 100' },
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
      label: 'Text to classify',
      hint: 'Default: the last message.',
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
  set: [assignments('assign', 'Assignments'), contactChanges],
  http: httpFields,
  ai: aiFields,
  emit: [
    name('event', 'Event'),
    { name: 'payload', label: 'Payload', control: { type: 'json', templates: true } },
  ],
  transfer: [
    {
      name: 'destination',
      label: 'Destination',
      optional: true,
      control: { type: 'template', placeholder: 'support' },
    },
    contents('messages', 'Messages before the transfer'),
  ],
  suggest: [
    { name: 'text', label: 'Reply', control: LONG_TEXT },
    {
      name: 'score',
      label: 'Confidence',
      hint: 'From 0 to 1.',
      optional: true,
      control: { type: 'expression', placeholder: '0.8' },
    },
  ],
  wait: [{ name: 'wait', label: 'Wait', control: { type: 'shape', shape: wait } }],
  'await-event': [
    name('event', 'Event'),
    {
      name: 'match',
      label: 'Condition',
      hint: 'Use event for the payload.',
      optional: true,
      control: {
        type: 'expression',
        rows: 'condition',
        locals: ['event'],
        placeholder: 'event.orderId === orderId',
      },
    },
    name('variable', 'Save payload to', { optional: true }),
    {
      name: 'timeout',
      label: 'Timeout',
      hint: 'The flow then takes the exit Timeout.',
      optional: true,
      blank: { amount: 1, unit: 'hours' },
      control: { type: 'duration' },
    },
  ],
  each: [
    {
      name: 'list',
      label: 'List',
      hint: 'At most 1,000 items. The loop begins anew when the flow comes back from outside its body.',
      control: { type: 'expression', placeholder: 'order.items' },
    },
    name('item', 'Item variable'),
    name('index', 'Index variable', { optional: true }),
  ],
  subflow: subflowFields,
  placeholder: [
    {
      name: 'block',
      label: 'Block',
      hint: 'What this node is to become. Nothing happens here, and the flow goes on.',
      control: { type: 'plain' },
    },
    { name: 'product', label: 'Product', optional: true, control: { type: 'plain' } },
    {
      name: 'content',
      label: 'Original block',
      optional: true,
      blank: {},
      control: { type: 'json', templates: false },
    },
  ],
  end: [
    { name: 'text', label: 'Final message', optional: true, control: LONG_TEXT },
    {
      name: 'output',
      label: 'Output',
      optional: true,
      blank: {},
      control: { type: 'json', templates: true },
    },
  ],
};
