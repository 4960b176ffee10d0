import type { Json } from '@/server/engine/json';

/** A value as a person edits it: a text as it is, anything else, and a text that reads like something else, as JSON. */
export function toValueText(value: Json): string {
  return typeof value === 'string' && readJson(value) === undefined ? value : JSON.stringify(value);
}

/** The value that a person wrote: JSON, such as a number, or else a text. */
export function readValueText(text: string): Json {
  return readJson(text) ?? (text.trim() === 'null' ? null : text);
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
