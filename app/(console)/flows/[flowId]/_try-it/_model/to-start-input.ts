import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import type { Json, JsonObject } from '@/server/engine/json';

/** What makes a trial begin at a node: the draft with another start, and the variables of the trial before it. */
export function toStartInput(
  text: string,
  start: string,
  before: { variables: JsonObject } | undefined,
): { definition: Json; variables: JsonObject } | null {
  const parsed = parseDraft(text);
  if (!parsed.ok) return null;
  return { definition: { ...parsed.draft, start } as Json, variables: before?.variables ?? {} };
}
