import { z } from 'zod';
import { parseLanguageTag } from '@/server/engine/locale/locale';
import { parseTimeZone } from '@/server/engine/locale/time-zone';
import { openingHoursSchema } from '../opening-hours/schema';
import { formText } from '../text-schema';

/** The name of an organization. */
const organizationNameSchema = formText(100, 'Enter a name.');

const locale = z
  .string()
  .trim()
  .refine(
    (text) => /^[a-z]{2,3}(-|$)/i.test(text) && parseLanguageTag(text) !== null,
    'Enter a language tag, such as en-GB, de or pt-BR.',
  );

const timeZone = z
  .string()
  .trim()
  .refine(
    (text) => parseTimeZone(text) !== null,
    'Enter a time zone such as Europe/Berlin, or an offset such as +05:30.',
  );

const MAX_ATTRIBUTES = 100;
const MAX_NAME_CHARS = 200;

/** The rules for personal data: which attributes of contacts are personal, and whether flows may send personal data to models. */
export const personalRulesSchema = z.strictObject({
  attributes: z
    .array(
      z
        .string()
        .trim()
        .min(1, 'Enter the name of an attribute.')
        .max(MAX_NAME_CHARS, `The name of an attribute has at most ${MAX_NAME_CHARS} characters.`),
    )
    .max(MAX_ATTRIBUTES, `At most ${MAX_ATTRIBUTES} attributes can be tagged.`)
    .transform((names) => [...new Set(names)].sort()),
  refusesModels: z.boolean(),
});

export const settingsSchema = z.object({
  name: organizationNameSchema.optional(),
  retentionDays: z
    .number()
    .int('Use whole days.')
    .min(1, 'Keep transcripts for at least 1 day.')
    .max(3_650, 'Keep transcripts for at most 3,650 days, or for ever.')
    .nullable()
    .optional(),
  requiresFactor: z.boolean().optional(),
  locale: locale.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
  openingHours: openingHoursSchema.optional(),
  personalData: personalRulesSchema.optional(),
});

export const newOrganizationSchema = z.object({ name: organizationNameSchema });

export type ChangeSettings = z.input<typeof settingsSchema>;

const MAX_SLUG_LENGTH = 60;

/** Derives a slug from an organization's name. */
export function toOrganizationSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-+|-+$/g, '').slice(0, MAX_SLUG_LENGTH) || 'organization';
}
