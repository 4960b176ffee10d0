import { z } from 'zod';
import { parseLanguageTag } from '@/server/engine/locale/locale';
import { findJsonDefect, type JsonObject } from '@/server/shared/json';
import { requiredText, UNSTORABLE } from '../text-schema';

/** The most addresses of one contact. */
export const MAX_ADDRESSES = 50;
const MAX_ATTRIBUTES = 200;

const ATTRIBUTE = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

const name = requiredText(255).nullable();
const locale = z
  .string()
  .transform((value, check) => {
    const tag = parseLanguageTag(value);
    if (tag === null) check.addIssue('must be a language tag, such as en, pt-BR or zh-Hant');
    return tag ?? '';
  })
  .nullable();
const attributes = z
  .record(
    z.string().regex(ATTRIBUTE, 'must be a letter or _ followed by up to 63 letters, digits or _'),
    z.json(),
  )
  .refine(
    (each) => Object.keys(each).length <= MAX_ATTRIBUTES,
    `must have at most ${MAX_ATTRIBUTES} attributes`,
  )
  .refine((each) => findJsonDefect(each) === null, UNSTORABLE)
  .transform((each) => each as JsonObject);

/** An address: `channel` is the id of a channel, or the name that callers give the channel of sessions without one. */
const addressSchema = z.object({ channel: requiredText(255), address: requiredText(500) });

export const newContactSchema = z.object({
  name: name.default(null),
  locale: locale.default(null),
  attributes: attributes.default({}),
  addresses: z.array(addressSchema).min(1, 'must have an address').max(MAX_ADDRESSES),
});

/** A change: fields that are absent stay; an attribute that is null is deleted. */
export const contactChangeSchema = z.object({
  name: name.optional(),
  locale: locale.optional(),
  attributes: attributes.optional(),
});

export type CreateContact = z.input<typeof newContactSchema>;
export type UpdateContact = z.input<typeof contactChangeSchema> & { contactId: string };
