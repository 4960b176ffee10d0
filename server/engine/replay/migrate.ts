/**
 * Moves a live session to another version of its flow.
 *
 * migrate/same-words: a session moves only if its recorded conversation, replayed on the version without stand-ins, has the same
 *   words, and waits there for the same.
 * migrate/as-from-start: it goes on as a session that ran on that version from its start with the same people and answers.
 * migrate/keys-kept: a call that is under way and a timer that is set keep their keys, so what they lead to is still awaited.
 */
import type { MoveReason } from '@/server/shared/move-reasons';
import type { Json, JsonObject } from '../json';
import type { Program } from '../program';
import type { Limits, VariableChange } from '../protocol';
import type { SessionState, Wait } from '../session';
import { findParting, type Parting } from './compare';
import { replay } from './drive';
import { findWaitDifference } from './find-wait-difference';
import { isFinished, type RecordedSession } from './recording';
import { type Replay, toNodeKey } from './replay-step';
import { findMismatch } from './verify';

/** Why a session cannot move, as far as its record shows. */
type MigrationReason = Exclude<
  MoveReason,
  'same_version' | 'test_session' | 'no_transcript' | 'too_long' | 'unreadable' | 'busy'
>;

/** Where the replay parts from the record: the index of the recorded turn and the nodes, by `toNodeKey`. */
type MigrationParting = { turn: number; past: string | null; next: string | null };

/**
 * `changed` are the variables of its own flow that have other values on the version. `set` and `cancel` are timers that only one
 * of the two versions has.
 */
export type Migration =
  | {
      moved: true;
      state: SessionState;
      turns: number;
      changed: VariableChange[];
      set: { key: string; dueAt: number } | null;
      cancel: string | null;
    }
  | { moved: false; reason: MigrationReason; parting: MigrationParting | null };

/** Makes the state that a session has on another version; `past` is its exact replay on the versions that it ran on. */
export function migrateSession(
  target: Program,
  session: RecordedSession,
  past: Replay,
  limits?: Limits,
): Migration {
  const before = past.steps.at(-1)?.result.state;
  if (isFinished(session.end.status) || !before) return stay('finished');
  if (before.wait?.type === 'held') return stay('held');
  const mismatch = findMismatch(session, past);
  if (mismatch) return stay('not_reproducible', { turn: mismatch.turn, past: null, next: null });
  const next = replay(target, session, { type: 'what-if', past }, limits);
  const reason = findDifference(past, next);
  if (reason) return reason;
  const replayed = next.steps.at(-1)?.result.state ?? before;
  const timers = findTimers(before.wait, replayed.wait, next);
  const state = {
    ...replayed,
    // Keys have the number of their turn, and no later one may be the same.
    turn: Math.max(before.turn, replayed.turn),
    wait: keepKeys(before.wait, replayed.wait),
    ...(before.quiet && { quiet: before.quiet }),
  };
  return { moved: true, state, turns: session.turns.length, changed: listChanges(before, state), ...timers };
}

type Stays = Extract<Migration, { moved: false }>;

function stay(reason: MigrationReason, parting: MigrationParting | null = null): Stays {
  return { moved: false, reason, parting };
}

function findDifference(past: Replay, next: Replay): Stays | null {
  const { stop, unused } = next;
  const words = findParting('words', past, next);
  // A session that stops early has fewer words; the reason that it stops says more.
  if (stop.reason === 'needs_answer') {
    const node = toNodeKey(stop.flow, stop.nodeId);
    return stay('needs_answer', { turn: lastTurnOf(next), past: null, next: node });
  }
  const end = next.steps.at(-1);
  if (stop.reason === 'too_long' || end?.status === 'failed') return stay('would_fail', atEnd(past, next));
  if (words) return stay('other_words', toParting(words));
  if (!end || isFinished(end.status)) return stay('would_end', atEnd(past, next));
  const before = past.steps.at(-1)?.result.state;
  if (before?.control !== end.result.state.control) return stay('person_in_control', atEnd(past, next));
  const [left] = unused;
  if (left !== undefined) return stay('input_left_over', { ...atEnd(past, next), turn: left });
  const difference = findWaitDifference(past, next);
  return difference && stay(difference, atEnd(past, next));
}

function toParting({ turn, past, next }: Parting): MigrationParting {
  return { turn, past: past?.node ?? null, next: next?.node ?? null };
}

function lastTurnOf({ steps }: Replay): number {
  return steps.findLast(({ turn }) => turn !== null)?.turn ?? 0;
}

function atEnd(past: Replay, next: Replay): MigrationParting {
  return { turn: lastTurnOf(past), past: endNodeOf(past), next: endNodeOf(next) };
}

function endNodeOf({ steps }: Replay): string | null {
  const frame = steps.at(-1)?.result.state.frames.at(-1);
  return frame?.node ? toNodeKey(frame.flow, frame.node) : null;
}

function listChanges(before: SessionState, after: SessionState): VariableChange[] {
  const [old, current] = [before, after].map(({ frames }) => frames[0]?.variables ?? {});
  const readValue = (variables: JsonObject = {}, name: string): Json | null =>
    Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(current ?? {})])]
    .map((name) => ({ name, before: readValue(old, name), after: readValue(current, name) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function keepKeys(before: Wait | null, after: Wait | null): Wait | null {
  if (!before || !after) return after;
  if (before.type === 'effect' && after.type === 'effect') return { ...after, effect: before.effect };
  const timer = timerOf(before);
  return timer !== null && 'timer' in after && after.timer !== null ? { ...after, timer } : after;
}

function timerOf(wait: Wait | null): string | null {
  return wait && 'timer' in wait ? wait.timer : null;
}

/** A timer that both versions have keeps its time; one that only the new version has is due as it would be there. */
function findTimers(
  before: Wait | null,
  after: Wait | null,
  { steps }: Replay,
): Pick<Extract<Migration, { moved: true }>, 'set' | 'cancel'> {
  const [known, added] = [timerOf(before), timerOf(after)];
  if (known !== null || added === null) return { set: null, cancel: added === null ? known : null };
  const effects = steps.flatMap(({ result }) => result.effects);
  const made = effects.find((effect) => effect.type === 'timer.set' && effect.key === added);
  return { set: made?.type === 'timer.set' ? { key: added, dueAt: made.dueAt } : null, cancel: null };
}
