import { type JsonError, parseJson } from './parse-json';

export type Draft = Record<string, unknown>;
export type ParsedDraft = { ok: true; draft: Draft } | { ok: false; error: JsonError };

/** Parses the text of an editor: a JSON object, or the place where it stops being one. */
export function parseDraft(text: string): ParsedDraft {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { ok: true, draft: value as Draft };
  const from = text.search(/\S/);
  return { ok: false, error: { from, to: from + 1, message: 'A flow is a JSON object: start with {.' } };
}
