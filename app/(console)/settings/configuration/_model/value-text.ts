import { parseJson } from '@/app/_lib/parse-json-value';
import type { Json } from '@/server/shared/json';

/** Parses a value as it is typed: JSON such as 25, true or [1, 2], or else the text itself. */
export function parseValueText(text: string): Json {
  const trimmed = text.trim();
  const parsed = parseJson(trimmed);
  return parsed.ok ? parsed.value : trimmed;
}

/** Formats a value so that `parseValueText` reads it again; a text stands without quotes if it can. */
export function formatValueText(value: Json): string {
  if (typeof value === 'string' && parseValueText(value) === value) return value;
  return JSON.stringify(value, null, 2);
}
