/**
 * Runs a recorded session again.
 *
 * replay/pure: the result depends on the arguments alone, and no argument is modified.
 * replay/total: `replay` never throws, whatever a flow or a recording holds.
 * replay/bounded: a replay takes at most MAX_STEPS steps more than twice the recorded turns.
 * replay/null-change: in what-if mode a session on an unchanged version takes the steps of its exact replay.
 * replay/as-live: in what-if mode a draft gives what a live session on it gives with the same people and answers.
 */
import type { Program } from '../program';
import { DEFAULT_LIMITS, type Limits, type RunResult } from '../protocol';
import { initialState, run } from '../run';
import type { SessionState } from '../session';
import { leaveUnchanged } from '../turn/close-turn';
import type { StandIns } from './answer-book';
import {
  isFinished,
  isShellEvent,
  type RecordedEvent,
  type RecordedSession,
  type RecordedStatus,
} from './recording';
import type { Replay, ReplayStep } from './replay-step';
import { toStoredState } from './stored-state';
import { createWorld } from './world';

/**
 * `exact` feeds the recorded events as they are; `versions` has the programs that the session was moved to, by the ids of their
 * versions, and the replay ends before a move to another one. `what-if` keeps what people and systems outside did, not when the flow asked:
 * `past` is the exact replay on the version that the session ran on, and `standIns` answer calls that nobody recorded.
 */
export type ReplayMode =
  | { type: 'exact'; versions?: ReadonlyMap<string, Program> }
  | { type: 'what-if'; past: Replay; standIns?: StandIns };

/** The steps that a replay may take beyond twice the recorded ones. */
const MAX_STEPS = 200;

/** Runs a recorded session on a program. */
export function replay(
  program: Program,
  session: RecordedSession,
  mode: ReplayMode,
  limits: Limits = DEFAULT_LIMITS,
): Replay {
  return mode.type === 'exact'
    ? replayExactly(program, session, mode, limits)
    : replayWhatIf(program, session, mode, limits);
}

function replayExactly(
  first: Program,
  { seed, turns }: RecordedSession,
  { versions }: Extract<ReplayMode, { type: 'exact' }>,
  limits: Limits,
): Replay {
  const steps: ReplayStep[] = [];
  let state = initialState(seed);
  let program = first;
  for (const [turn, { event }] of turns.entries()) {
    const next = event.type === 'version.changed' ? versions?.get(event.to.id) : program;
    if (!next) break;
    program = next;
    const step = { turn, ...takeStep(program, state, event, limits) };
    steps.push(step);
    state = step.result.state;
  }
  const status = steps.at(-1)?.status ?? 'running';
  return { steps, stop: { reason: isFinished(status) ? 'finished' : 'record_over' }, unused: [] };
}

function replayWhatIf(
  program: Program,
  session: RecordedSession,
  { past, standIns }: Extract<ReplayMode, { type: 'what-if' }>,
  limits: Limits,
): Replay {
  const steps: ReplayStep[] = [];
  let state = initialState(session.seed);
  let status: RecordedStatus = state.status;
  const world = createWorld(past.steps, state, session.end, standIns);
  for (let left = 2 * past.steps.length + MAX_STEPS; left > 0; left--) {
    if (isFinished(status)) return { steps, stop: { reason: 'finished' }, unused: world.listUnused() };
    const next = world.next(state);
    if (next.type === 'stop') return { steps, stop: next.stop, unused: world.listUnused() };
    const { turn, event, answeredBy } = next;
    const step = { turn, ...takeStep(program, state, event, limits), ...(answeredBy && { answeredBy }) };
    world.observe(step);
    if (step.result.outcome.kind !== 'applied') continue;
    steps.push(step);
    ({ state } = step.result);
    ({ status } = step);
  }
  return { steps, stop: { reason: 'too_long' }, unused: world.listUnused() };
}

function takeStep(
  program: Program,
  state: SessionState,
  event: RecordedEvent,
  limits: Limits,
): Pick<ReplayStep, 'event' | 'result' | 'status'> {
  if (isShellEvent(event)) {
    const after = event.type === 'version.changed' ? event.state : state;
    return { event, result: leaveUnchanged(after, { kind: 'applied' }), status: statusAfter(event, after) };
  }
  const result: RunResult = run(program, state, event, limits);
  const stored = toStoredState(result.state);
  return {
    event,
    result: stored === result.state ? result : { ...result, state: stored },
    status: stored.status,
  };
}

function statusAfter({ type }: RecordedEvent, { status }: SessionState): RecordedStatus {
  if (type === 'session.ended') return 'ended';
  return type === 'session.expired' ? 'expired' : status;
}
