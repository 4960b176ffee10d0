import { assignments } from './assignments';
import type { Field, Shape } from './field';
import { INTERRUPTIBLE } from './interruptible';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

const body: Shape = {
  label: 'Format',
  options: [
    {
      value: 'json',
      label: 'JSON',
      blank: { value: {} },
      fields: [{ name: 'value', label: 'Value', control: { type: 'json', templates: true } }],
    },
    {
      value: 'form',
      label: 'Form',
      blank: { fields: {} },
      fields: [
        {
          name: 'fields',
          label: 'Fields',
          control: { type: 'record', noun: 'field', value: { type: 'template' } },
        },
      ],
    },
    {
      value: 'text',
      label: 'Text',
      blank: { text: '' },
      fields: [
        { name: 'text', label: 'Text', control: { type: 'template', long: true } },
        {
          name: 'contentType',
          label: 'Content type',
          optional: true,
          control: { type: 'plain', mono: true, placeholder: 'text/plain' },
        },
      ],
    },
  ],
};

/** The fields of an HTTP request. */
export const httpFields: readonly Field[] = [
  {
    name: 'connection',
    label: 'Connection',
    optional: true,
    hint: 'Has the address, the sign-in and further headers.',
    control: { type: 'connection', kind: 'http', replaces: [] },
  },
  {
    name: 'method',
    label: 'Method',
    control: { type: 'select', options: METHODS.map((method) => ({ value: method, label: method })) },
  },
  {
    name: 'url',
    label: 'URL',
    hint: 'With a connection, the path below its address. Values are percent-encoded; $raw(value) inserts one as it is.',
    control: { type: 'template', placeholder: 'https://… or /path' },
  },
  {
    name: 'query',
    label: 'Query',
    control: { type: 'record', noun: 'parameter', value: { type: 'template' } },
  },
  {
    name: 'headers',
    label: 'Headers',
    hint: 'Write keys as {{ $secret.NAME }}. Add secrets under Settings.',
    control: { type: 'record', noun: 'header', value: { type: 'template' } },
  },
  {
    name: 'body',
    label: 'Request body',
    optional: true,
    blank: { type: 'json', value: {} },
    control: { type: 'shape', shape: body },
  },
  assignments(
    'save',
    'Save to variables',
    ['response'],
    'Use response.status, response.headers and response.body. After a failure they are in error.response.',
  ),
  {
    name: 'timeoutMs',
    label: 'Timeout',
    optional: true,
    control: { type: 'number', integer: true, min: 100, max: 60_000, unit: 'ms' },
  },
  {
    name: 'followRedirects',
    label: 'Follow redirects',
    hint: 'Up to 5. Another host gets no credentials.',
    optional: true,
    control: { type: 'switch', fallback: false },
  },
  {
    name: 'retry',
    label: 'Retry on failure',
    hint: 'After a timeout, a network error, or status 408, 425, 429 or 5xx. Retry-After is respected, up to 5 minutes.',
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
          {
            name: 'afterSending',
            label: 'Repeat POST and PATCH',
            hint: 'Also if the server may have received the request. All attempts have the same Idempotency-Key.',
            optional: true,
            control: { type: 'switch', fallback: false },
          },
        ],
      },
    },
  },
  INTERRUPTIBLE,
];
