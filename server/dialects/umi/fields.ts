import { z } from '@hono/zod-openapi';

/*
 * Fields that refuse with the sentences of Django REST framework, in which the vendor's service speaks (README): a
 * client that shows or compares them finds what it knows.
 */

type Raw = { input?: unknown };

/** The sentence for a value that is not there, null, or of another type. */
function wording(wrongType: string): (issue: Raw) => string {
  return ({ input }) => {
    if (input === undefined) return 'This field is required.';
    return input === null ? 'This field may not be null.' : wrongType;
  };
}

// As there, a number is taken for the text it is written as: ticket numbers come so.
const toText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

/** A text that says something, of at most `max` characters, kept as it was sent. */
export function textField(max: number) {
  return z.preprocess(
    toText,
    z
      .string({ error: wording('Not a valid string.') })
      .max(max, { error: `Ensure this field has no more than ${max} characters.` })
      .refine((text) => text.trim() !== '', { error: 'This field may not be blank.' }),
  );
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

/** A public address that is called over HTTP; what it may not be is judged where it is kept. */
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

/** Texts by name, of at most `max` characters with their names. A null says nothing and is left out. */
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
    .refine((texts) => Object.entries(texts).flat().join('').length <= max, {
      error: `Ensure this field has no more than ${max} characters.`,
    });
}

/** A list of at least one and at most `max` items. */
export function listField<S extends z.ZodType>(item: S, max: number) {
  return z
    .array(item, { error: wording('Expected a list of items.') })
    .min(1, { error: 'This list may not be empty.' })
    .max(max, { error: `Ensure this field has no more than ${max} elements.` });
}

/** What a body must be, at the least. */
export function bodyOf<S extends z.ZodRawShape>(shape: S) {
  return z.object(shape, { error: 'Invalid data. Expected a dictionary.' });
}
