import type { JsonObject } from '@/server/engine/json';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import type { DraftTests } from '../engine/test-tasks';
import { parseDraft } from '../json/parse-draft';

const DRAFT = 'draft';

/** Compiles the text of a draft with the published versions of the flows that it calls, or says why it cannot run. */
export function compileDraft({ text, called: { flows, links } }: Pick<DraftTests, 'text' | 'called'>) {
  const parsed = parseDraft(text);
  if (!parsed.ok) return { ok: false as const, reason: 'The JSON of the draft is invalid.' };
  const definition = parsed.draft as JsonObject;
  const draft = { slug: DRAFT, version: null, definition, links };
  const compiled = compileRecording({ flow: DRAFT, flows: { ...flows, [DRAFT]: draft } });
  return compiled.ok ? { ...compiled, definition } : compiled;
}
