/*
 * The work of one thread: it parses, replays and compares sessions. It knows no database.
 */

import type { RecordedSessionRow, StoredResultsRow } from '@/server/db/session/recorded';
import type { Program } from '@/server/engine/program';
import type { StandIns } from '@/server/engine/replay/answer-book';
import { type CompareOptions, type Comparison, compareReplays } from '@/server/engine/replay/compare';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { type Migration, migrateSession } from '@/server/engine/replay/migrate';
import { listExits } from '@/server/engine/replay/minimize';
import { findOtherRules, type RecordedSession, type Recording } from '@/server/engine/replay/recording';
import { findMismatch, type Mismatch } from '@/server/engine/replay/verify';
import { listRunVersions } from './list-run-versions';
import { toRecordedSession } from './to-recorded-session';

/** A flow with those that it calls, as a recording has them. */
export type ReplayFlows = Pick<Recording, 'flow' | 'flows'>;

/**
 * `verify` looks for differences to what was stored. `compare` asks what `draft` would have said. `exits` lists the exits that
 * each session took. `migrate` makes the state that each session has on `target`.
 */
export type ReplayTask =
  | { type: 'verify'; rules: string }
  | ({ type: 'compare'; draft: ReplayFlows; standIns?: StandIns } & CompareOptions)
  | { type: 'exits' }
  | { type: 'migrate'; target: ReplayFlows };

/** A session to be replayed; `stored` is set to verify it, and `readAt` is when it was read. */
export type ReplayInput = { row: RecordedSessionRow; stored: StoredResultsRow | null; readAt: number };

/** Sessions, and the versions that they ran on unless the thread knows them. */
export type ReplayBatch = { inputs: ReplayInput[]; versions: ReplayFlows[] };

/** `versionId` is the version that the session runs now. */
type Session = { sessionId: string; versionId: string; turns: number };

/** The result of a session. `rules` are the other rules of time zones under which it ran; null if they are the same. */
export type ReplayResult = Session &
  (
    | { type: 'verified'; mismatch: Mismatch | null; rules: string | null }
    | { type: 'compared'; comparison: Comparison }
    | { type: 'exits'; exits: string[] }
    /** `number` is that of the version that the session runs now; null if it has none. */
    | { type: 'migrated'; migration: Migration; number: number | null }
    /** The session cannot be replayed: its version is invalid today, or its turns cannot be read. */
    | { type: 'unreadable'; reason: string }
  );

export type TaskRunner = {
  /** Replays the sessions of a batch, one per step. */
  runBatch(batch: ReplayBatch): Generator<undefined, ReplayResult[], undefined>;
};

/** Makes what runs a task; it compiles each version once. */
export function createTaskRunner(task: ReplayTask): TaskRunner {
  const programs = new Map<string, Program | string>();
  const numbers = new Map<string, number | null>();
  const add = (flows: ReplayFlows): Program | string => {
    const compiled = compileRecording(flows);
    const program = compiled.ok ? compiled.program : compiled.reason;
    programs.set(flows.flow, program);
    numbers.set(flows.flow, flows.flows[flows.flow]?.version ?? null);
    return program;
  };
  const target = addTarget(task, add);

  const runOne = (input: ReplayInput): ReplayResult => {
    const { id: sessionId, versionId, turns } = input.row;
    const about = { sessionId, versionId, turns };
    const found = findPrograms(programs, input.row);
    if (typeof found === 'string') return { ...about, type: 'unreadable', reason: found };
    if (typeof target === 'string') return { ...about, type: 'unreadable', reason: target };
    const number = numbers.get(versionId) ?? null;
    return { ...about, ...runTask(task, { ...found, number, target }, toRecordedSession(input)) };
  };

  return {
    *runBatch({ inputs, versions }) {
      for (const flows of versions) add(flows);
      const results: ReplayResult[] = [];
      for (const input of inputs) {
        results.push(runOne(input));
        yield;
      }
      return results;
    },
  };
}

/** The version on which a session is replayed besides its own; null for none. */
function addTarget(task: ReplayTask, add: (flows: ReplayFlows) => Program | string): Program | string | null {
  if (task.type === 'compare') return add(task.draft);
  return task.type === 'migrate' ? add(task.target) : null;
}

type OwnPrograms = { program: Program; versions: ReadonlyMap<string, Program> };

/** The programs that a session ran on, the first one and all by their versions; the reason where one is missing. */
function findPrograms(
  programs: ReadonlyMap<string, Program | string>,
  row: ReplayInput['row'],
): OwnPrograms | string {
  const versions = new Map<string, Program>();
  const [first, ...others] = listRunVersions(row);
  for (const versionId of [first, ...others]) {
    const program = programs.get(versionId) ?? 'The version does not exist.';
    if (typeof program === 'string') return program;
    versions.set(versionId, program);
  }
  const program = versions.get(first);
  return program ? { program, versions } : 'The version does not exist.';
}

type Own<T> = T extends ReplayResult ? Omit<T, keyof Session> : never;

function runTask(
  task: ReplayTask,
  { program, versions, number, target }: OwnPrograms & { number: number | null; target: Program | null },
  session: RecordedSession,
): Own<ReplayResult> {
  const past = replay(program, session, { type: 'exact', versions });
  switch (task.type) {
    case 'verify':
      return {
        type: 'verified',
        mismatch: findMismatch(session, past),
        rules: findOtherRules(session, task.rules),
      };
    case 'exits':
      return { type: 'exits', exits: listExits(past) };
    case 'migrate':
      return { type: 'migrated', migration: migrateSession(target ?? program, session, past), number };
    case 'compare': {
      const { standIns, variables = false } = task;
      const mode = { type: 'what-if' as const, past, ...(standIns && { standIns }) };
      const next = replay(target ?? program, session, mode);
      return { type: 'compared', comparison: compareReplays(past, next, { variables }) };
    }
  }
}
