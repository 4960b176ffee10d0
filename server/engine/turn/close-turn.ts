import { isTooLarge, MAX_DEPTH } from '../data/plain-data';
import type { Effect, Outcome, RunResult } from '../protocol';
import type { SessionState } from '../session';
import { failTurn, type Turn } from './turn';

/** Effects that, like what was said, stand whatever becomes of the session. */
const KEPT_ON_FAILURE: ReadonlySet<string> = new Set<Effect['type']>(['event.emit', 'suggest']);

/** How deep a state nests above the values of its variables. */
const STATE_DEPTH = 8;

/** The result of an event that changed nothing: the very same state. */
export function keepState(state: SessionState, outcome: Outcome): RunResult {
  const trace = { steps: [], visits: 0, expressionSteps: 0, failure: null };
  return { state, messages: [], effects: [], trace, outcome };
}

/** Ends a turn: holds its state to the limit and gathers what came of it. */
export function closeTurn(turn: Turn, before: SessionState): RunResult {
  if (turn.ignored !== null) return keepState(before, { kind: 'ignored', reason: turn.ignored });
  const { limits, steps, path, budget } = turn;
  if (isTooLarge(turn.state, limits.stateChars, MAX_DEPTH + STATE_DEPTH)) {
    // What was only to be kept can be refused; a flow that grew has gone too far.
    if (path.length === 0) {
      return keepState(before, { kind: 'refused', reason: 'state_full', max: limits.stateChars });
    }
    failOversized(turn, before);
  }
  const trace = {
    steps,
    ...(turn.omitted > 0 && { omitted: turn.omitted }),
    visits: path.length,
    expressionSteps: limits.expressionSteps - Math.max(0, budget.stepsLeft),
    failure: turn.state.failure,
  };
  return {
    state: turn.state,
    messages: turn.messages,
    effects: turn.effects,
    trace,
    outcome: { kind: 'applied' },
  };
}

/** The variables go back to what they were, so that what is kept is small enough; what was said stays said. */
function failOversized(turn: Turn, before: SessionState): void {
  const { state, limits, effects } = turn;
  failTurn(
    turn,
    'state_limit',
    `What the session remembers would be larger than ${limits.stateChars} characters.`,
  );
  state.output = null;
  state.frames = before.frames;
  if (isTooLarge(state, limits.stateChars, MAX_DEPTH + STATE_DEPTH)) state.frames = [];
  const set = new Set(effects.flatMap(({ type, key }) => (type === 'timer.set' ? [key] : [])));
  const kept = effects.filter(
    ({ type, key }) => KEPT_ON_FAILURE.has(type) || (type === 'timer.cancel' && !set.has(key)),
  );
  effects.splice(0, effects.length, ...kept);
}
