import { findJsonError } from './find-json-error';
import type { JsonError } from './read-token';

export type Draft = Record<string, unknown>;
export type ParsedDraft = { ok: true; draft: Draft } | { ok: false; error: JsonError };

/** Reads what stands in the editor: a JSON object, or the place where it stops being one. */
export function parseDraft(text: string): ParsedDraft {
  const error = findJsonError(text);
  if (error) return { ok: false, error };
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { ok: true, draft: value as Draft };
  const from = text.search(/\S/);
  return { ok: false, error: { from, to: from + 1, message: 'A flow is a JSON object: begin with {.' } };
}
