import type { OrganizationRow } from '@/server/db/organization/store';
import type { PersonalRules } from '@/server/engine/personal/check-models';
import { personalRulesSchema } from './schema';

const NO_RULES: PersonalRules = { attributes: [], refusesModels: false };

/** Parses stored rules; those of an organization that has set none allow everything. */
export function parsePersonalRules(stored: OrganizationRow['personalRules']): PersonalRules {
  return stored === null ? NO_RULES : personalRulesSchema.parse(stored);
}
