import { isUuid } from '@/server/shared/ids';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** The longest slug, which is the longest label of a host name. */
export const MAX_SLUG_LENGTH = 63;
const OWN_CHARS = 8;

/** Whether a text can be the slug of a flow: no UUID, because paths accept an id in the same place. */
export function isSlug(text: string): boolean {
  return SLUG.test(text) && !isUuid(text);
}

/** Derives a slug from a name; "flow" when the name has no usable characters. */
export function toSlug(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  const slug = words.slice(0, MAX_SLUG_LENGTH).replace(/^-+|-+$/g, '');
  // By "self", subflow nodes name the flow in which they stand.
  if (slug === 'self') return 'self-flow';
  return slug === '' || isUuid(slug) ? 'flow' : slug;
}

/** Returns the nth slug to try: airline, airline-2, airline-3 … */
export function toNumberedSlug(slug: string, attempt: number): string {
  return attempt === 1 ? slug : withSuffix(slug, String(attempt));
}

/** Returns a slug that is unique through the end of the flow's id: airline-3f9c21aa. */
export function toUniqueSlug(slug: string, flowId: string): string {
  return withSuffix(slug, flowId.slice(-OWN_CHARS));
}

function withSuffix(slug: string, text: string): string {
  const suffix = `-${text}`;
  return `${slug.slice(0, MAX_SLUG_LENGTH - suffix.length).replace(/-+$/, '')}${suffix}`;
}
