import { type JsonError, parseJson } from './parse-json';

export type Draft = Record<string, unknown>;
export type ParsedDraft = { ok: true; draft: Draft } | { ok: false; error: JsonError };

type Parsed = { text: string; result: ParsedDraft };

// Saving, drawing and checking parse the same text, and compare it with the server's: both results are kept.
const KEPT = 2;
let kept: readonly Parsed[] = [];

/** Parses the text of an editor: a JSON object, or the place where it stops being one. The same text may give the same object. */
export function parseDraft(text: string): ParsedDraft {
  const known = kept.find((parsed) => parsed.text === text);
  if (known) return known.result;
  const result = parseObject(text);
  kept = [{ text, result }, ...kept].slice(0, KEPT);
  return result;
}

function parseObject(text: string): ParsedDraft {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { ok: true, draft: value as Draft };
  const from = text.search(/\S/);
  return { ok: false, error: { from, to: from + 1, message: 'A flow is a JSON object: start with {.' } };
}
