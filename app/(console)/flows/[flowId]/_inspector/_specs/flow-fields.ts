import { formFields } from './answer';
import type { Field, Shape } from './field';

const plain = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  control: { type: 'plain' },
  ...more,
});
const optional = (name: string, label: string, hint?: string): Field =>
  plain(name, label, { optional: true, ...(hint && { hint }) });
const code = (name: string, label: string): Field =>
  plain(name, label, { control: { type: 'plain', mono: true } });

const trigger: Shape = {
  label: 'Starts by',
  options: [
    {
      value: 'intent',
      label: 'Intent',
      blank: { name: 'help', displayLabel: '' },
      fields: [
        code('name', 'Name'),
        plain('displayLabel', 'Label', { hint: 'Shown where people choose what to talk about.' }),
        optional('subtitle', 'Subtitle'),
        plain('description', 'Description', { optional: true, control: { type: 'plain', long: true } }),
        {
          name: 'examples',
          label: 'Examples',
          control: { type: 'list', noun: 'example', item: { type: 'plain' }, blank: '' },
        },
        {
          name: 'requiredEntities',
          label: 'Must be known first',
          control: { type: 'list', noun: 'name', item: { type: 'plain', mono: true }, blank: '' },
        },
        {
          name: 'icon',
          label: 'Icon',
          optional: true,
          blank: { kind: 'emoji', value: '' },
          control: { type: 'shape', shape: { fields: [plain('kind', 'Kind'), plain('value', 'Value')] } },
        },
        optional('accentColor', 'Accent colour'),
        optional('styleVariant', 'Style variant'),
        { name: 'isPinned', label: 'Pinned', optional: true, control: { type: 'switch', fallback: false } },
        {
          name: 'priority',
          label: 'Priority',
          hint: 'Higher comes first.',
          optional: true,
          control: { type: 'number', integer: true },
        },
      ],
    },
    {
      value: 'event',
      label: 'Event',
      blank: { event: 'event' },
      fields: [
        code('event', 'Event'),
        { name: 'manual', label: 'People may start it, too', control: { type: 'switch', fallback: false } },
      ],
    },
    {
      value: 'form',
      label: 'Form',
      blank: {
        code: 'form',
        title: '',
        fields: [{ name: 'field', label: '', required: true, answer: { type: 'text' } }],
      },
      fields: [
        code('code', 'Code'),
        plain('title', 'Title'),
        formFields,
        optional('submitLabel', 'Label of the button'),
      ],
    },
  ],
};

/** The settings of a flow beside its nodes and its start. */
export const FLOW_FIELDS: readonly Field[] = [
  {
    name: 'description',
    label: 'Description',
    hint: 'What the flow is for.',
    optional: true,
    control: { type: 'plain', long: true },
  },
  {
    name: 'variables',
    label: 'Variables',
    hint: 'Your servers may pass in a value. What a visitor’s page sends is read as visitor.name instead.',
    control: {
      type: 'list',
      noun: 'variable',
      blank: { name: 'name' },
      item: {
        fields: [
          code('name', 'Name'),
          optional('description', 'Description'),
          {
            name: 'default',
            label: 'Begins as',
            optional: true,
            blank: '',
            control: { type: 'json', templates: true },
          },
          {
            name: 'public',
            label: 'Visitors may set it',
            hint: 'A visitor’s page gives it a value by this name, until the flow or your server sets it. Do not rely on it for prices, permissions or addresses.',
            control: { type: 'switch', fallback: false },
          },
        ],
      },
    },
  },
  {
    name: 'triggers',
    label: 'Triggers',
    hint: 'What starts the flow beside a call by its id.',
    control: {
      type: 'list',
      noun: 'trigger',
      item: trigger,
      blank: { type: 'intent', name: 'help', displayLabel: '' },
    },
  },
];
