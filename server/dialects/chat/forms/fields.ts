import type { MessageView } from '@/server/services/session/view';
import type { FieldIssue } from '@/server/shared/errors';
import { isJsonObject, type Json, type JsonObject } from '@/server/shared/json';

type Expected = NonNullable<MessageView['expected']>;
type Bound = number | string;

/** One field of a question or a form. */
export type Field = {
  name: string;
  label: string;
  required: boolean;
  /** Our answer type. */
  type: string;
  choices?: readonly { value: string; label: string }[];
  min?: Bound;
  max?: Bound;
  accept?: readonly string[];
};

type Kind = { type: string; schema: JsonObject; accepts(value: Json): boolean; wants: string };

const MAX_RADIO = 5;
const FILE_PROPERTIES = {
  file_id: { type: 'string' },
  url: { type: 'string', format: 'uri' },
  name: { type: 'string' },
  mime: { type: 'string' },
  size: { type: 'integer' },
};

const isText = (value: Json): boolean => typeof value === 'string';
const isNumber = (value: Json): boolean => typeof value === 'number';

function words(type: string, schema: JsonObject = {}): Kind {
  return { type, schema: { type: 'string', ...schema }, accepts: isText, wants: 'must be a string' };
}

/** The field types of WIRE.md#blocks by our answer types. */
const KINDS: Record<string, (field: Field) => Kind> = {
  text: ({ min, max }) => words('text', bounds({ minLength: min, maxLength: max })),
  email: () => words('email', { format: 'email' }),
  url: () => words('url', { format: 'uri' }),
  phone: () => words('tel'),
  date: () => words('date', { format: 'date' }),
  time: () => words('text', { pattern: '^[0-9]{1,2}:[0-9]{2}$' }),
  number: ({ min, max }) => ({
    type: 'number',
    schema: { type: 'number', ...bounds({ minimum: min, maximum: max }) },
    accepts: isNumber,
    wants: 'must be a number',
  }),
  choice: ({ choices = [] }) =>
    words(choices.length > MAX_RADIO ? 'select' : 'radio', { enum: choices.map(({ value }) => value) }),
  'multi-choice': ({ choices = [], min, max }) => ({
    type: 'multi_select',
    schema: {
      type: 'array',
      items: { type: 'string', enum: choices.map(({ value }) => value) },
      uniqueItems: true,
      ...bounds({ minItems: min, maxItems: max }),
    },
    accepts: (value) => Array.isArray(value) && value.every(isText),
    wants: 'must be an array of strings',
  }),
  rating: ({ max }) => ({
    type: 'rating',
    schema: { type: 'integer', minimum: 1, ...bounds({ maximum: max }) },
    accepts: isNumber,
    wants: 'must be an integer',
  }),
  confirm: () => ({
    type: 'checkbox',
    schema: { type: 'boolean' },
    accepts: (value) => typeof value === 'boolean',
    wants: 'must be a boolean',
  }),
  file: (field) => ({
    type: uploadTypeOf(field),
    schema: {
      type: 'object',
      properties: FILE_PROPERTIES,
      required: ['file_id'],
      'x-upload': uploadTypeOf(field),
    },
    accepts: isJsonObject,
    wants: 'must be the FileRef that an upload was answered with',
  }),
};

function kindOf(field: Field): Kind {
  const toKind = Object.hasOwn(KINDS, field.type) ? KINDS[field.type] : undefined;
  return toKind ? toKind(field) : words('text');
}

function uploadTypeOf({ accept }: Field): 'file_upload' | 'image_upload' {
  const isImages =
    accept?.length && accept.every((pattern) => pattern.trim().toLowerCase().startsWith('image/'));
  return isImages ? 'image_upload' : 'file_upload';
}

/** The fields of a question or a form; a single question is one field. */
export function toFields(expected: Expected, label: string): Field[] {
  return expected.fields ?? [{ ...expected, label, required: true }];
}

/** A field as a `form` block shows it. */
export function toFieldBody(field: Field): JsonObject {
  const { name, label, required, choices, max } = field;
  const { type } = kindOf(field);
  return {
    name,
    type,
    label,
    required,
    ...(choices && type !== 'checkbox' && { options: choices.map(({ value, label }) => ({ value, label })) }),
    ...(type === 'rating' && typeof max === 'number' && { maxStars: max }),
    ...(field.accept && { accept: [...field.accept] }),
  };
}

/** The JSON Schema of the values of all fields. */
export function toInputSchema(fields: readonly Field[]): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map((field) => [field.name, { title: field.label, ...kindOf(field).schema }]),
    ),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** Finds values that break the schema; the flow checks their meaning. */
export function findWrongValues(fields: readonly Field[], values: JsonObject): FieldIssue[] {
  return fields.flatMap((field) => {
    const value = Object.hasOwn(values, field.name) ? (values[field.name] ?? null) : null;
    const path = ['values', field.name];
    if (value === null) return field.required ? [{ path, message: 'is required' }] : [];
    const { accepts, wants } = kindOf(field);
    return accepts(value) ? [] : [{ path, message: wants }];
  });
}

/** The values as text, one line each. */
export function toReadable(fields: readonly Field[], values: JsonObject): string {
  const lines = fields.flatMap(({ name, label }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const text = value === undefined || value === null ? '' : readableOf(value);
    if (text === '') return [];
    return fields.length === 1 ? [text] : [`${label}: ${text}`];
  });
  return lines.join('\n');
}

function readableOf(value: Json): string {
  if (Array.isArray(value)) return value.map(readableOf).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return readableOf(value.name ?? value.url ?? JSON.stringify(value));
}

function bounds(given: Record<string, Bound | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
