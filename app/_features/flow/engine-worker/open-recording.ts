import { toObject } from '@/app/_lib/to-object';
import { type CompiledRecording, compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import type { Recording } from '@/server/engine/replay/recording';
import { MAX_FILE_BYTES, type ParsedRecording, parseRecording } from '@/server/engine/replay/recording-file';
import type { Replay } from '@/server/engine/replay/replay-step';
import { listMismatches } from '@/server/engine/replay/verify';
import type { FileFlow, OpenedFile, OpenedSession, Verified } from '../engine/recording-tasks';
import { type RunTurn, toRunLog } from './run-log';

const HOW = 'Save one with “Export” and “Recording for a bug report” on the page of a session.';
const MB = 1_000_000;

/** A recording that was read from a file, with its exact replay. */
export type ReadFile =
  | { ok: false; reason: string }
  | { ok: true; recording: Recording; past: Replay; compiled: Extract<CompiledRecording, { ok: true }> };

/** Opens the file of a session, in which nothing is trusted: runs it again and compares each turn with what was stored. */
export async function openRecording(file: Blob): Promise<OpenedFile> {
  const read = await readRecording(file);
  return read.ok ? { ok: true, session: toSession(read.recording, read.past) } : read;
}

/** Reads the file of a session and runs it again. */
export async function readRecording(file: Blob): Promise<ReadFile> {
  if (file.size > MAX_FILE_BYTES) {
    const [has, most] = [Math.ceil(file.size / MB), MAX_FILE_BYTES / MB];
    return { ok: false, reason: `The file has ${has} MB. Files of at most ${most} MB can be opened.` };
  }
  const parsed = parseRecording(await file.text());
  if (!parsed.ok) return { ok: false, reason: explain(parsed.problems) };
  const { recording } = parsed;
  const compiled = compileRecording(recording);
  if (!compiled.ok) return { ok: false, reason: `This session file cannot run again. ${compiled.reason}` };
  const { program, versions } = compiled;
  return { ok: true, recording, compiled, past: replay(program, recording, { type: 'exact', versions }) };
}

function explain(problems: Extract<ParsedRecording, { ok: false }>['problems']): string {
  const [first = { path: '', message: 'is not JSON' }, ...others] = problems;
  if (first.path === '' || problems.some(({ path }) => path === '/kind'))
    return `This is not a session file. ${HOW}`;
  if (first.path === '/format')
    return 'This session file has a format that this version of Parley does not know.';
  const count = String(others.length);
  const more = others.length === 0 ? '' : ` Further problems of this kind: ${count}.`;
  return `This session file is damaged: ${first.path} ${first.message}.${more}`;
}

function toSession(recording: Recording, past: Replay): OpenedSession {
  const { seed, flows, turns, end } = recording;
  const run: RunTurn[] = turns.map((recorded, index) => {
    return { event: recorded.event, recorded, step: past.steps[index] };
  });
  const { control = 'flow', wait = null, failure = null } = past.steps.at(-1)?.result.state ?? {};
  const log = toRunLog(run);
  return {
    id: seed,
    flows: listFlows(recording),
    definitions: Object.fromEntries(
      Object.entries(flows).map(([key, { definition }]) => [key, toObject(definition)]),
    ),
    turns: log.turns,
    events: log.events,
    end: { status: end.status, control, wait, failure },
    verified: verify(recording, past),
  };
}

function listFlows({ flow, flows }: Recording): FileFlow[] {
  const all = Object.entries(flows).map(([key, { slug, version }]) => ({ key, slug, number: version }));
  return all.toSorted((a, b) => Number(b.key === flow) - Number(a.key === flow));
}

function verify(recording: Recording, past: Replay): Verified {
  const { credentials, unverified } = recording.masked ?? { credentials: 0, unverified: [] };
  const skipped = new Set(unverified);
  const found = listMismatches(recording, past).filter(({ turn }) => !skipped.has(turn));
  return {
    differences: found.map(({ turn, ...difference }) => ({ no: turn + 1, ...difference })),
    unverified: unverified.map((turn) => turn + 1),
    credentials,
  };
}
