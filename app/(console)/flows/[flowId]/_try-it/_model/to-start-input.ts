import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import type { Json, JsonObject } from '@/server/engine/json';

/** The input that starts a test session at a node: the draft with another start, and the variables of the previous session. */
export function toStartInput(
  text: string,
  start: string,
  before: { variables: JsonObject } | undefined,
): { definition: Json; variables: JsonObject } | null {
  const parsed = parseDraft(text);
  if (!parsed.ok) return null;
  return { definition: { ...parsed.draft, start } as Json, variables: before?.variables ?? {} };
}
