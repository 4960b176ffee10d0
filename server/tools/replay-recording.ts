import { parseArgs } from 'node:util';
import { compareReplays } from '@/server/engine/replay/compare';
import { replay } from '@/server/engine/replay/drive';
import { findMismatch } from '@/server/engine/replay/verify';
import { openDraft, openRecording } from './recordings/open-recording';
import { renderComparison, renderTurns, renderVerdict } from './recordings/render-replay';
import { runCommand } from './run-command';

/*
 * Runs the file of a session again: `parley replay FILE [--flow FILE]`. Exits with 0 if it gives what was recorded, or says the
 * same on the flow, 1 if it does not, and 2 if a file cannot be read.
 */
function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { flow: { type: 'string' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('Usage: parley replay FILE [--flow FILE]');
  const { recording, program, versions } = openRecording(file);
  const past = replay(program, recording, { type: 'exact', versions });
  if (values.flow === undefined) {
    const mismatch = findMismatch(recording, past);
    process.stdout.write(renderTurns(past) + renderVerdict(recording, mismatch));
    return mismatch ? 1 : 0;
  }
  const draft = openDraft(values.flow, recording);
  const next = replay(draft.program, recording, { type: 'what-if', past });
  const comparison = compareReplays(past, next);
  process.stdout.write(renderTurns(next) + renderComparison(comparison));
  return comparison.verdict === 'same' ? 0 : 1;
}

runCommand(main);
