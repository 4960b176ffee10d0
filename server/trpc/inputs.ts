import { z } from 'zod';
import type { Json, JsonObject } from '@/server/shared/json';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 50;

/** An id; any text is accepted, and an unknown one is not found. */
export const idInput = z.string().max(100);

/** The cursor of a page and its size. */
export const pageInput = z.object({
  cursor: z
    .string()
    .max(500)
    .nullish()
    .transform((cursor) => cursor ?? undefined),
  limit: z.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

/** A time in ISO 8601 with its offset. */
export const timeInput = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** The search text of a list. */
export const searchInput = z.string().max(200).optional();

/** The required revision. */
export const revInput = z.int32().optional();

/** Any JSON. The input is JSON already, and checking every value again would take most of the time. */
export const jsonInput = z.custom<Json>((value) => value !== undefined);

const MAX_NAME = 200;

/** Variables by name, of up to 200 characters. */
export const variablesInput = z.custom<JsonObject>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((name) => name.length <= MAX_NAME),
  `must be an object whose names have at most ${MAX_NAME} characters`,
);
