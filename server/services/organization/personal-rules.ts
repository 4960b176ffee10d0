import { z } from 'zod';
import type { OrganizationRow } from '@/server/db/organization/store';
import type { PersonalRules } from '@/server/engine/personal/check-models';

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

const NO_RULES: PersonalRules = { attributes: [], refusesModels: false };

/** Parses stored rules; those of an organization that has set none allow everything. */
export function parsePersonalRules(stored: OrganizationRow['personalRules']): PersonalRules {
  return stored === null ? NO_RULES : personalRulesSchema.parse(stored);
}
