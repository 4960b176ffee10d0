import type { Field } from './field';
import { INTERRUPTIBLE } from './interruptible';

const connection: Field = {
  name: 'connection',
  label: 'Connection',
  optional: true,
  hint: 'Has the address and the API key of a model.',
  control: { type: 'connection', kind: 'model', replaces: ['url', 'apiKey'] },
};
const model: Field = {
  name: 'model',
  label: 'Model',
  optional: true,
  hint: 'Default: the model of the connection.',
  control: { type: 'template' },
};

/** The fields of a request to a model. */
export const aiFields: readonly Field[] = [
  connection,
  {
    name: 'url',
    label: 'Endpoint',
    hint: 'A chat completions URL, in place of a connection.',
    optional: true,
    unless: 'connection',
    control: { type: 'template', placeholder: 'https://…/v1/chat/completions' },
  },
  {
    name: 'apiKey',
    label: 'API key',
    optional: true,
    unless: 'connection',
    hint: 'A secret, written as {{ $secret.NAME }}. Add secrets under Settings.',
    control: { type: 'template', placeholder: '{{ $secret.MODEL_KEY }}' },
  },
  model,
  { name: 'system', label: 'System prompt', optional: true, control: { type: 'template', long: true } },
  {
    name: 'prompt',
    label: 'Prompt',
    hint: 'With a history, default: the last message of the user.',
    optional: true,
    control: { type: 'template', long: true },
  },
  {
    name: 'history',
    label: 'Keep the conversation',
    hint: 'Stores the messages to and from the model in a variable, and sends them with the next one.',
    optional: true,
    blank: { variable: 'history' },
    control: {
      type: 'shape',
      shape: {
        fields: [
          { name: 'variable', label: 'Variable', control: { type: 'plain', mono: true } },
          {
            name: 'keep',
            label: 'Maximum messages',
            hint: 'Default: 20.',
            optional: true,
            control: { type: 'number', integer: true, min: 2, max: 200 },
          },
          {
            name: 'maxChars',
            label: 'Maximum characters',
            hint: 'Default: 20,000.',
            optional: true,
            control: { type: 'number', integer: true, min: 100, max: 100_000 },
          },
        ],
      },
    },
  },
  {
    name: 'messages',
    label: 'Earlier messages',
    hint: 'A list of { role, content }, sent before the history and the prompt.',
    optional: true,
    control: { type: 'expression', placeholder: "[{ role: 'user', content: text }]" },
  },
  {
    name: 'tools',
    label: 'Tools',
    hint: 'Flows that the model may call. It gives the inputs that they declare and gets their output.',
    optional: true,
    blank: [{ flow: '', description: '' }],
    control: {
      type: 'list',
      noun: 'tool',
      blank: { flow: '', description: '' },
      item: {
        fields: [
          { name: 'flow', label: 'Flow', control: { type: 'flow' } },
          {
            name: 'description',
            label: 'When to use it',
            hint: 'The model reads it.',
            control: { type: 'plain', long: true },
          },
        ],
      },
    },
  },
  {
    name: 'limits',
    label: 'Limits',
    hint: 'Of all requests together. Beyond them the flow takes the exit Limit.',
    optional: true,
    blank: { rounds: 8 },
    control: {
      type: 'shape',
      shape: {
        fields: [
          {
            name: 'rounds',
            label: 'Maximum requests',
            hint: 'Default with tools: 8.',
            optional: true,
            control: { type: 'number', integer: true, min: 1, max: 50 },
          },
          {
            name: 'tokens',
            label: 'Maximum tokens',
            optional: true,
            control: { type: 'number', integer: true, min: 1 },
          },
          {
            name: 'cost',
            label: 'Maximum cost',
            hint: 'In US dollars, by the prices under Models and prices.',
            optional: true,
            control: { type: 'number', min: 0.0001, max: 1_000, unit: 'USD' },
          },
        ],
      },
    },
  },
  {
    name: 'fallback',
    label: 'Fallback',
    hint: 'Asked if a call of the model fails.',
    optional: true,
    blank: {},
    control: {
      type: 'shape',
      shape: {
        fields: [
          connection,
          {
            name: 'url',
            label: 'Endpoint',
            optional: true,
            unless: 'connection',
            control: { type: 'template' },
          },
          {
            name: 'apiKey',
            label: 'API key',
            optional: true,
            unless: 'connection',
            control: { type: 'template', placeholder: '{{ $secret.MODEL_KEY }}' },
          },
          model,
        ],
      },
    },
  },
  { name: 'variable', label: 'Save to', control: { type: 'plain', mono: true } },
  {
    name: 'schema',
    label: 'Reply as JSON',
    hint: 'JSON Schema of the reply. A reply that does not match is corrected once by the model.',
    optional: true,
    blank: { type: 'object', properties: {} },
    control: { type: 'json', templates: false },
  },
  {
    name: 'stream',
    label: 'Show the reply while it is written',
    hint: 'Clients that show parts of a reply get them before the flow goes on.',
    unless: 'schema',
    control: { type: 'switch', fallback: false },
  },
  {
    name: 'temperature',
    label: 'Temperature',
    optional: true,
    control: { type: 'number', min: 0, max: 2 },
  },
  {
    name: 'maxTokens',
    label: 'Maximum tokens',
    hint: 'Sent as max_tokens.',
    optional: true,
    control: { type: 'number', integer: true, min: 1 },
  },
  {
    name: 'maxCompletionTokens',
    label: 'Maximum completion tokens',
    hint: 'Sent as max_completion_tokens, for models that refuse max_tokens.',
    optional: true,
    control: { type: 'number', integer: true, min: 1 },
  },
  {
    name: 'parameters',
    label: 'Further parameters',
    hint: 'Fields of the request, such as top_p.',
    optional: true,
    blank: {},
    control: { type: 'json', templates: true },
  },
  {
    name: 'timeoutMs',
    label: 'Timeout',
    optional: true,
    control: { type: 'number', integer: true, min: 100, max: 120_000, unit: 'ms' },
  },
  {
    name: 'retry',
    label: 'Retry on failure',
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
  INTERRUPTIBLE,
];
