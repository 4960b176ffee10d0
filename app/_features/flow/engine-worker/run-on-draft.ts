import { toObject } from '@/app/_lib/to-object';
import type { JsonObject } from '@/server/engine/json';
import { compareReplays } from '@/server/engine/replay/compare';
import { replay } from '@/server/engine/replay/drive';
import type { Recording } from '@/server/engine/replay/recording';
import type { Replay } from '@/server/engine/replay/replay-step';
import type { ComparedFile, ComparedRun, FileOnDraft } from '../engine/recording-tasks';
import { compileDraft } from './compile-draft';
import { readRecording } from './open-recording';
import { toRunLog } from './run-log';

/** Runs the session of a file on a draft, and compares both runs. Calls get the answers that the file has. */
export async function runOnDraft({ file, ...draft }: FileOnDraft): Promise<ComparedFile> {
  const read = await readRecording(file);
  if (!read.ok) return read;
  const compiled = compileDraft(draft);
  if (!compiled.ok) return compiled;
  const { recording, past } = read;
  const next = replay(compiled.program, recording, { type: 'what-if', past });
  const { verdict, parting, stop } = compareReplays(past, next);
  return {
    ...{ ok: true, verdict, parting, stop },
    past: toRun(definitionAtEnd(recording), past),
    next: toRun(compiled.definition, next),
  };
}

function toRun(definition: JsonObject, { steps }: Replay): ComparedRun {
  const { turns, messages } = toRunLog(steps.map((step) => ({ event: step.event, step })));
  return { definition, turns, messages };
}

/** The definition of the version that the session ran on last. */
function definitionAtEnd({ flow, flows, turns }: Recording): JsonObject {
  const key = turns.reduce((at, { event }) => (event.type === 'version.changed' ? event.to.id : at), flow);
  return toObject(flows[key]?.definition);
}
