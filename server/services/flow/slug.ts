import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_LENGTH = 63;
const OWN_CHARS = 8;

/** Tells whether a text can be a flow's slug. */
export function isSlug(text: string): boolean {
  return SLUG.test(text) && !isUuid(text);
}

/** Checks a slug: 1 to 63 lower-case letters, digits and inner hyphens, and no UUID, for both name a flow in a path. */
export function requireSlug(slug: string): string {
  if (isSlug(slug)) return slug;
  const message = `must be 1 to ${MAX_LENGTH} lower-case letters, digits and hyphens, not begin or end with a hyphen, and not be a UUID`;
  throw domainError('invalid_request', { issues: [{ path: ['slug'], message }] });
}

/** The slug a name suggests; "flow" when it suggests none. */
export function toSlug(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  const slug = words.slice(0, MAX_LENGTH).replace(/^-+|-+$/g, '');
  return slug === '' || isUuid(slug) ? 'flow' : slug;
}

/** The nth slug to try when the suggested one is taken: airline, airline-2, airline-3 … */
export function toNumberedSlug(slug: string, attempt: number): string {
  return attempt === 1 ? slug : withSuffix(slug, String(attempt));
}

/** The slug to take when all that were tried are taken: airline-3f9c21aa, by the end of the flow's id. */
export function toUniqueSlug(slug: string, flowId: string): string {
  return withSuffix(slug, flowId.slice(-OWN_CHARS));
}

function withSuffix(slug: string, text: string): string {
  const suffix = `-${text}`;
  return `${slug.slice(0, MAX_LENGTH - suffix.length).replace(/-+$/, '')}${suffix}`;
}
