import { formatJson } from '@/app/_features/flow/json/format-json';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';

/** Formats a text as versions are, so that a comparison ignores indentation. */
export function toComparable(text: string): string {
  const parsed = parseDraft(text);
  return parsed.ok ? formatJson(parsed.draft) : text;
}
