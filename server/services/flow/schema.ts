import { z } from 'zod';
import { findJsonDefect, isJsonObject, type Json, type JsonObject } from '@/server/shared/json';
import { requiredText } from '../text-schema';
import { isSlug, MAX_SLUG_LENGTH } from './slug';

const object = z.custom<JsonObject>(isJsonObject, 'must be a JSON object');

/** Any JSON object that can be stored; whether it is a valid definition is checked when it is published. */
export const draftSchema = object.superRefine((draft, ctx) => {
  const defect = findJsonDefect(draft);
  if (defect) ctx.addIssue({ code: 'custom', path: defect.path, message: defect.reason });
});

/** The tests of a flow; `requireTests` reads them. */
export const testsSchema = z.custom<Json[]>(Array.isArray, 'must be a list');

/** The longest name of a flow. */
export const MAX_NAME_CHARS = 200;

const name = requiredText(MAX_NAME_CHARS);

const slug = z
  .string()
  .refine(
    isSlug,
    `must be 1 to ${MAX_SLUG_LENGTH} lower-case letters, digits and hyphens, must not begin or end with a hyphen, and must not be a UUID`,
  );

/** The tags of a flow. */
export const tagsSchema = z.array(requiredText(40)).max(20, 'must be at most 20 tags');

export const newFlowSchema = z.object({
  name,
  slug: slug.optional(),
  definition: draftSchema.optional(),
  tags: tagsSchema.optional(),
});

export const restoreSchema = z.object({ slug: slug.optional() });

export const flowTagsSchema = z.object({ tags: tagsSchema });

export const draftChangeSchema = z.object({ name: name.optional(), draft: draftSchema.optional() });

export const flowFileSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('parley.flow'),
  slug: z.string(),
  name: z.string(),
  definition: draftSchema,
  tests: testsSchema.optional(),
  tags: tagsSchema.optional(),
});
