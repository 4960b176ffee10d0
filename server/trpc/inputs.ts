import { z } from 'zod';
import type { Json, JsonObject } from '@/server/shared/json';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 50;

/** Any text may stand for an id; what is none of ours is simply not found. */
export const idInput = z.string().max(100);

/** Where a list goes on, and how many of it. */
export const pageInput = z.object({
  cursor: z
    .string()
    .max(500)
    .nullish()
    .transform((cursor) => cursor ?? undefined),
  limit: z.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

/** A time in ISO 8601, with its offset. */
export const timeInput = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What a list is searched for. */
export const searchInput = z.string().max(200).optional();

/** The revision that something is to have. */
export const revInput = z.int32().optional();

/** Any JSON: what comes in is JSON already, and looking at every value of it again takes longer than all else. */
export const jsonInput = z.custom<Json>((value) => value !== undefined);

const MAX_NAME = 200;

/** Variables by their names, of up to 200 characters. */
export const variablesInput = z.custom<JsonObject>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((name) => name.length <= MAX_NAME),
  `must be an object whose names have at most ${MAX_NAME} characters`,
);
