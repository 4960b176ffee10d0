import { formatJson } from '@/app/_features/flow/json/format-json';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';

/** Lays a text out as versions are, so that a difference shows what changed and not how it was indented. */
export function toComparable(text: string): string {
  const parsed = parseDraft(text);
  return parsed.ok ? formatJson(parsed.draft) : text;
}
