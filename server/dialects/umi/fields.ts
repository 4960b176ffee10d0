import { z } from '@hono/zod-openapi';
import { maxCharacters } from '@/server/http/body/max-characters';
import { isLongerThan } from '@/server/shared/count-characters';

/* Fields whose errors are the sentences of Django REST framework (WIRE.md#errors), for clients that compare them. */

type Raw = { input?: unknown };

/** The sentence for a value that is absent, null, or of another type. */
function wording(wrongType: string): (issue: Raw) => string {
  return ({ input }) => {
    if (input === undefined) return 'This field is required.';
    return input === null ? 'This field may not be null.' : wrongType;
  };
}

// As in that framework, numbers are accepted as text; ticket numbers are sent as numbers.
const toText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

/** A text that is not blank, of at most `max` characters, kept as sent. */
export function textField(max: number) {
  return z
    .preprocess(
      toText,
      z
        .string({ error: wording('Not a valid string.') })
        .check(maxCharacters(max, `Ensure this field has no more than ${max} characters.`))
        .refine((text) => text.trim() !== '', { error: 'This field may not be blank.' }),
    )
    .openapi({ type: ['string', 'number'], pattern: '\\S', maxLength: max });
}

export function uuidField() {
  return z.guid({ error: wording('Must be a valid UUID.') }).toLowerCase();
}

export function flagField() {
  return z.boolean({ error: wording('Must be a valid boolean.') });
}

export function countField({ min, max }: { min: number; max: number }) {
  return z
    .int({ error: wording('A valid integer is required.') })
    .min(min, { error: `Ensure this value is greater than or equal to ${min}.` })
    .max(max, { error: `Ensure this value is less than or equal to ${max}.` });
}

/** An HTTP URL; whether it is public is checked when it is saved. */
export function addressField(max: number) {
  return textField(max).refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), {
    error: 'Enter a valid URL.',
  });
}

export function choiceField<const C extends readonly [string, ...string[]]>(choices: C) {
  return z.enum(choices, {
    error: ({ input }) =>
      input === null ? 'This field may not be null.' : `"${String(input)}" is not a valid choice.`,
  });
}

/** Texts by name, of at most `max` characters with their names; nulls are ignored. */
export function textsField(max: number) {
  return z
    .record(z.string(), z.string({ error: wording('Not a valid string.') }).nullable(), {
      error: wording('Expected a dictionary of items.'),
    })
    .transform((texts) =>
      Object.fromEntries(
        Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null),
      ),
    )
    .refine((texts) => !isLongerThan(Object.entries(texts).flat().join(''), max), {
      error: `Ensure this field has no more than ${max} characters.`,
    });
}

/** A list of 1 to `max` items. */
export function listField<S extends z.ZodType>(item: S, max: number) {
  return z
    .array(item, { error: wording('Expected a list of items.') })
    .min(1, { error: 'This list may not be empty.' })
    .max(max, { error: `Ensure this field has no more than ${max} elements.` });
}

/** A body: an object. */
export function bodyOf<S extends z.ZodRawShape>(shape: S) {
  return z.object(shape, { error: 'Invalid data. Expected a dictionary.' });
}
