import { formFields } from './answer';
import type { Field, Shape } from './field';
import { handlersField } from './handlers';

const plain = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  control: { type: 'plain' },
  ...more,
});
const optional = (name: string, label: string, hint?: string): Field =>
  plain(name, label, { optional: true, ...(hint && { hint }) });
/** A text that people read. */
const localized = (
  name: string,
  label: string,
  { long, ...more }: Partial<Field> & { long?: true } = {},
): Field =>
  plain(name, label, { ...more, control: { type: 'plain', localized: true, ...(long && { long }) } });
const code = (name: string, label: string): Field =>
  plain(name, label, { control: { type: 'plain', mono: true } });

const trigger: Shape = {
  label: 'Type',
  options: [
    {
      value: 'intent',
      label: 'Intent',
      blank: { name: 'help', displayLabel: '' },
      fields: [
        code('name', 'Name'),
        localized('displayLabel', 'Label', { hint: 'Shown in the list of topics.' }),
        localized('subtitle', 'Subtitle', { optional: true }),
        localized('description', 'Description', { optional: true, long: true }),
        {
          name: 'examples',
          label: 'Examples',
          control: { type: 'list', noun: 'example', item: { type: 'plain', localized: true }, blank: '' },
        },
        {
          name: 'requiredEntities',
          label: 'Required entities',
          control: { type: 'list', noun: 'name', item: { type: 'plain', mono: true }, blank: '' },
        },
        {
          name: 'icon',
          label: 'Icon',
          optional: true,
          blank: { kind: 'emoji', value: '' },
          control: { type: 'shape', shape: { fields: [plain('kind', 'Kind'), plain('value', 'Value')] } },
        },
        optional('accentColor', 'Accent color'),
        optional('styleVariant', 'Style variant'),
        { name: 'isPinned', label: 'Pinned', optional: true, control: { type: 'switch', fallback: false } },
        {
          name: 'priority',
          label: 'Priority',
          hint: 'Higher values come first.',
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
        { name: 'manual', label: 'Can be started manually', control: { type: 'switch', fallback: false } },
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
        localized('title', 'Title'),
        formFields,
        localized('submitLabel', 'Button label', { optional: true }),
      ],
    },
  ],
};

const VALUE_TYPE_OPTIONS = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'True or false' },
  { value: 'list', label: 'List' },
  { value: 'object', label: 'Object' },
];

/** The settings of a flow other than its nodes and its start. */
export const FLOW_FIELDS: readonly Field[] = [
  {
    name: 'description',
    label: 'Description',
    hint: 'Purpose of the flow.',
    optional: true,
    control: { type: 'plain', long: true },
  },
  {
    name: 'locale',
    label: 'Language',
    hint: 'A language tag, such as en-GB or de. It decides how numbers, dates and phone numbers are read.',
    optional: true,
    control: { type: 'plain', mono: true, placeholder: 'en' },
  },
  {
    name: 'timeZone',
    label: 'Time zone',
    hint: 'A name such as Europe/Berlin, or an offset such as +05:30. It decides days and times; a session may bring its own.',
    optional: true,
    control: { type: 'plain', mono: true, placeholder: 'UTC' },
  },
  {
    name: 'languages',
    label: 'Further languages',
    hint: 'Language tags of further languages in which the texts of the flow are written.',
    optional: true,
    control: { type: 'list', noun: 'language', item: { type: 'plain', mono: true }, blank: '' },
  },
  {
    name: 'variables',
    label: 'Variables',
    hint: 'Your servers can pass in values. Values from a visitor’s page are read as visitor.name.',
    control: {
      type: 'list',
      noun: 'variable',
      blank: { name: 'name' },
      item: {
        fields: [
          code('name', 'Name'),
          optional('description', 'Description'),
          {
            name: 'valueType',
            label: 'Type',
            hint: 'Values of another type are reported as problems.',
            optional: true,
            blank: 'text',
            control: { type: 'select', options: VALUE_TYPE_OPTIONS },
          },
          {
            name: 'default',
            label: 'Default',
            optional: true,
            blank: '',
            control: { type: 'json', templates: true },
          },
          {
            name: 'public',
            label: 'Visitors can set it',
            hint: 'A visitor’s page can set this variable until the flow or your server sets it. Do not trust it for prices, permissions or addresses.',
            control: { type: 'switch', fallback: false },
          },
          {
            name: 'personal',
            label: 'Personal data',
            hint: 'The panel of the flow lists where its values can get to.',
            control: { type: 'switch', fallback: false },
          },
        ],
      },
    },
  },
  {
    name: 'inputs',
    label: 'Inputs',
    hint: 'A JSON Schema of the variables that a start or a call gives. Starts that do not match it are refused.',
    optional: true,
    blank: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
    control: { type: 'json', templates: false },
  },
  {
    name: 'outputs',
    label: 'Output',
    hint: 'A JSON Schema of the output. A session that ends with another output fails.',
    optional: true,
    blank: { type: 'object', properties: {} },
    control: { type: 'json', templates: false },
  },
  {
    name: 'triggers',
    label: 'Triggers',
    hint: 'Ways to start the flow besides its id.',
    control: {
      type: 'list',
      noun: 'trigger',
      item: trigger,
      blank: { type: 'intent', name: 'help', displayLabel: '' },
    },
  },
  handlersField,
];
