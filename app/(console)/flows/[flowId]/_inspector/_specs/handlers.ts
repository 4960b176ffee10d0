import type { Control, Field, Shape } from './field';

const texts = (noun: string): Control => ({ type: 'list', noun, item: { type: 'plain' }, blank: '' });

/** What a handler takes. */
const occasion: Shape = {
  label: 'When',
  options: [
    {
      value: 'words',
      label: 'Somebody writes something like this',
      blank: { keywords: [''], examples: [] },
      fields: [
        {
          name: 'keywords',
          label: 'Words',
          hint: 'One of them anywhere in the message is enough.',
          control: texts('word'),
        },
        {
          name: 'examples',
          label: 'Examples',
          hint: 'Complete sentences; similar ones count, too.',
          control: texts('example'),
        },
      ],
    },
    {
      value: 'event',
      label: 'An event comes',
      blank: { event: '' },
      fields: [
        { name: 'event', label: 'Event', control: { type: 'plain', mono: true } },
        {
          name: 'match',
          label: 'Condition',
          hint: 'Use event for the payload. Without a condition every session in this flow takes the event.',
          optional: true,
          control: {
            type: 'expression',
            rows: 'condition',
            locals: ['event'],
            placeholder: 'event.orderId === orderId',
          },
        },
        {
          name: 'variable',
          label: 'Save payload to',
          optional: true,
          control: { type: 'plain', mono: true },
        },
      ],
    },
    { value: 'invalid', label: 'An answer is not valid', blank: {}, fields: [] },
    { value: 'error', label: 'A call or a transfer fails', blank: {}, fields: [] },
    {
      value: 'silence',
      label: 'Nobody writes for a while',
      blank: { after: { amount: 10, unit: 'minutes' } },
      fields: [{ name: 'after', label: 'For', control: { type: 'duration' } }],
    },
  ],
};

/** The handlers of a flow. */
export const handlersField: Field = {
  name: 'handlers',
  label: 'Handlers',
  hint: 'What leads to a node from anywhere in the flow, such as “help” or “agent”. Choices that are offered come first, and so do failures and invalid answers that a node handles itself.',
  optional: true,
  control: {
    type: 'list',
    noun: 'handler',
    blank: { id: 'help', on: { type: 'words', keywords: ['help'] }, to: '' },
    item: {
      fields: [
        { name: 'label', label: 'Name', optional: true, control: { type: 'plain' } },
        { name: 'on', label: 'When', control: { type: 'shape', shape: occasion } },
        { name: 'to', label: 'Go to', control: { type: 'node' } },
        {
          name: 'afterwards',
          label: 'Afterwards',
          control: {
            type: 'select',
            fallback: 'ask',
            options: [
              { value: 'ask', label: 'Ask the open question again' },
              { value: 'drop', label: 'Drop the open question' },
            ],
          },
        },
        { name: 'id', label: 'Id', control: { type: 'plain', mono: true, late: true } },
      ],
    },
  },
};
