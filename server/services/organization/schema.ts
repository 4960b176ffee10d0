import { z } from 'zod';
import { isStorable } from '@/server/shared/json';

/** The name of an organization. */
export const organizationNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(100, 'Use at most 100 characters.')
  .refine(isStorable, 'This contains characters that cannot be stored.');

const MAX_SLUG_LENGTH = 60;

/** Derives a slug from an organization's name. */
export function toOrganizationSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-+|-+$/g, '').slice(0, MAX_SLUG_LENGTH) || 'organization';
}
