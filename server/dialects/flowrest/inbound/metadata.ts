import { z } from '@hono/zod-openapi';
import { maxCharacters } from '@/server/http/body/max-characters';
import type { Json, JsonObject } from '@/server/shared/json';

/** A parameter's values as the vendor writes them. */
type Params = Record<string, { value: Json; match?: Json }[]>;

export type Metadata = { language: string | null; timezone: number | null; params: Params | null };

const anything = z.unknown() as unknown as z.ZodType<Json>;
const paramValue = z.object({ value: anything, match: anything.optional() });

/** `{name: [{value, match?}]}`; bare values, single or in a list, are accepted too. */
const params = z.record(z.string().check(maxCharacters(100)), anything).transform((given): Params => {
  const pairs = Object.entries(given).map(([name, values]) => {
    const list = Array.isArray(values) ? values : [values];
    return [name, list.map(toParamValue)] as const;
  });
  return Object.fromEntries(pairs);
});

function toParamValue(given: Json): Params[string][number] {
  const parsed = paramValue.safeParse(given);
  const isWritten = typeof given === 'object' && given !== null && 'value' in given;
  return isWritten && parsed.success ? parsed.data : { value: given };
}

const language = z
  .string()
  .check(maxCharacters(35))
  .nullish()
  .openapi({ description: 'Language of the customer, as the variable `language`', example: 'en' });
const timezone = z
  .union([z.number(), z.string().regex(/^[+-]?\d{1,2}(\.\d{1,2})?$/, 'must be hours from UTC')])
  .nullish()
  .describe('Hours from UTC, as the variable `timezone`');
const optionalParams = params
  .nullish()
  .describe('Parameters by name, each a variable with its value or the list of its values');

/** WIRE.md#metadata. */
export const metadata = z.object({ language, timezone, params: optionalParams });

/** The same for events, locations and media: beside the other fields (WIRE.md#metadata). */
export const metadataFields = { lang: language, timezone, params: optionalParams };

type Nested = z.output<typeof metadata> | null | undefined;
type Flat = { lang?: string | null | undefined } & Pick<z.output<typeof metadata>, 'timezone' | 'params'>;

/** Merges both places; `metadata` wins. */
export function mergeMetadata(nested: Nested, flat: Flat): Metadata {
  const hours = nested?.timezone ?? flat.timezone ?? null;
  return {
    language: nested?.language || flat.lang || null,
    timezone: hours === null ? null : Number(hours),
    params: nested?.params ?? flat.params ?? null,
  };
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
/** Variables that no parameter may set. */
const RESERVED_VARIABLES: ReadonlySet<string> = new Set([
  'params',
  'language',
  'timezone',
  'user',
  'profile',
  'trigger',
]);

/**
 * The variables from metadata: `language`, `timezone`, `params` as sent, and each parameter under its name with its
 * value, or the list of its values when it has several.
 */
export function toVariables({ language, timezone, params }: Metadata): JsonObject {
  return {
    ...toFlatParams(params ?? {}),
    ...(language !== null && { language }),
    ...(timezone !== null && { timezone }),
    ...(params && { params }),
  };
}

function toFlatParams(params: Params): JsonObject {
  const named = Object.entries(params).filter(
    ([name]) => VARIABLE.test(name) && !RESERVED_VARIABLES.has(name),
  );
  return Object.fromEntries(
    named.map(([name, values]) => {
      const all = values.map(({ value }) => value);
      return [name, all.length === 1 ? (all[0] ?? null) : all];
    }),
  );
}
