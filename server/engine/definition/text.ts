import { z } from 'zod';
import { CONNECTION_NAME } from '@/server/shared/connection-name';
import { isJsonObject } from '../data/is-json-object';
import type { Json, JsonObject } from '../json';

/** A text that may contain `{{ expression }}`. */
export const templateText = (maxLength: number) =>
  z.string().min(1).max(maxLength).meta({ format: 'template' });

/** A BCP 47 language tag: language, script, region, variants. */
export const languageTag = z
  .string()
  .regex(
    /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3})){0,2}$/,
    'must be a language tag, such as en, pt-BR or zh-Hant',
  );

/** The most languages that a flow and each of its texts may have. */
export const MAX_LANGUAGES = 30;

/** A text in one language, or one text for each language by its tag. */
export type LocalizedText = string | { [language: string]: string };

/** A text that may contain `{{ expression }}`, in one language or in several. */
export const localizedTemplate = (maxLength: number) => localize(templateText(maxLength));

/** A plain text in one language or in several. */
export const localizedText = (maxLength: number) => localize(z.string().min(1).max(maxLength));

function localize(text: z.ZodString) {
  const texts = z
    .record(languageTag, text)
    .refine((each) => Object.keys(each).length > 0, 'must have a text in at least one language')
    .refine(
      (each) => Object.keys(each).length <= MAX_LANGUAGES,
      `must have at most ${MAX_LANGUAGES} languages`,
    );
  return z.union([text, texts]);
}

export const expressionSource = z.string().min(1).max(8_000).meta({ format: 'expression' });

/**
 * JSON whose strings are templates. A string that is exactly one `{{ expression }}` keeps the type of its
 * value.
 */
export const jsonTemplate = z.custom<Json>(isJson).meta({ format: 'json-template' });

export const jsonObject = z.custom<JsonObject>(isJsonObject).meta({ type: 'object' });

// A definition is parsed JSON already; checking every value again would dominate the cost of validation.
function isJson(value: unknown): boolean {
  return value === null || ['boolean', 'number', 'string', 'object'].includes(typeof value);
}

export const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'must be a letter or _ followed by up to 63 letters, digits or _');

/** A field of the contact that a flow changes. */
export const contactField = z
  .string()
  .regex(
    /^(?:name|locale|attributes\.[A-Za-z_][A-Za-z0-9_]{0,63})$/,
    'must be name, locale or the name of an attribute, such as attributes.plan',
  );

/** The id of a node or branch. */
export const nodeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -');

/** The name of a connection of the organization. */
export const connectionName = z
  .string()
  .regex(CONNECTION_NAME, 'must be the name of a connection: lower-case letters, digits, - and _');

/** The name of an event that a flow emits or awaits. */
export const eventName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_.:-]{0,127}$/,
    'must be a letter followed by up to 127 letters, digits, _ . : or -',
  );

export const duration = z.strictObject({
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(['seconds', 'minutes', 'hours', 'days']),
});

export type Duration = z.infer<typeof duration>;

const UNIT_MS: Record<Duration['unit'], number> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/** Converts a duration to milliseconds. */
export function toMs({ amount, unit }: Duration): number {
  return amount * UNIT_MS[unit];
}
