import { parseRegional, type Regional } from '@/server/engine/locale/regional';
import type { FieldIssue } from '@/server/shared/errors';
import { requireNoIssues } from '../require-valid';

const MESSAGES = {
  locale: 'must be a language tag, such as en-GB or de',
  timeZone: 'must be a time zone such as Europe/Berlin, or an offset such as +05:30',
} as const;

/** Returns the settings that a caller names, canonical; throws invalid_request when the locale or the zone is unknown. */
export function requireRegional(given: Regional = {}): Regional {
  const { regional } = parseRegional(given);
  const fields = ['locale', 'timeZone'] as const;
  const unknown = fields.filter((field) => given[field] !== undefined && regional[field] === undefined);
  requireNoIssues(unknown.map((field): FieldIssue => ({ path: [field], message: MESSAGES[field] })));
  return regional;
}
