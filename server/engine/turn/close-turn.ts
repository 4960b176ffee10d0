import { isTooLarge, MAX_DEPTH } from '../data/plain-data';
import type { Effect, Outcome, RunResult } from '../protocol';
import type { SessionState } from '../session';
import { listHandledEvents } from './handle-event';
import { failTurn, type Turn } from './turn';

/** Effects that are performed even if the session fails. */
const KEPT_ON_FAILURE: ReadonlySet<string> = new Set<Effect['type']>([
  'contact.patch',
  'event.emit',
  'suggest',
]);

/** The nesting of a state above the values of its variables. */
const STATE_DEPTH = 8;

/** The result of an event that changed nothing: the same state object. */
export function leaveUnchanged(state: SessionState, outcome: Outcome): RunResult {
  const trace = { steps: [], visits: 0, expressionSteps: 0, failure: null };
  return { state, messages: [], effects: [], trace, outcome };
}

/** Ends a turn: checks the size of the state and collects the result. */
export function closeTurn(turn: Turn, before: SessionState): RunResult {
  if (turn.ignored !== null) return leaveUnchanged(before, { kind: 'ignored', reason: turn.ignored });
  const { limits, steps, path, budget } = turn;
  saveHandledEvents(turn);
  saveStatus(turn.state);
  // A state has the variables that frames share once.
  for (const frame of turn.state.frames) if (frame.shares) frame.variables = {};
  if (isTooLarge(turn.state, limits.stateChars, MAX_DEPTH + STATE_DEPTH)) {
    // Data that is only stored can be refused; a flow that outgrew the limit fails.
    if (path.length === 0 && turn.state.wait === before.wait && before.frames.length > 0) {
      return leaveUnchanged(before, { kind: 'refused', reason: 'state_full', max: limits.stateChars });
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

/** While a message is held, a session that waits for input waits for a time; one that has not begun does, too. */
function saveStatus(state: SessionState): void {
  const { wait, quiet, control } = state;
  if (wait?.type === 'input')
    state.status = quiet && control === 'flow' ? 'awaiting_timer' : 'awaiting_input';
  else if (wait === null && quiet) state.status = 'awaiting_timer';
}

/** Notes the events that handlers take from now on; a finished session takes none. */
function saveHandledEvents(turn: Turn): void {
  const { state } = turn;
  const names = state.wait === null ? [] : listHandledEvents(turn);
  if (names.length > 0) state.handledEvents = names;
  else delete state.handledEvents;
}

/** Restores the variables from before the turn, so that the state fits. Messages already sent stay. */
function failOversized(turn: Turn, before: SessionState): void {
  const { state, limits, effects } = turn;
  failTurn(turn, 'state_limit', `The state of the session would exceed ${limits.stateChars} characters.`);
  state.output = null;
  state.frames = before.frames;
  delete state.handledEvents;
  if (isTooLarge(state, limits.stateChars, MAX_DEPTH + STATE_DEPTH)) state.frames = [];
  const set = new Set(effects.flatMap(({ type, key }) => (type === 'timer.set' ? [key] : [])));
  const kept = effects.filter(
    ({ type, key }) => KEPT_ON_FAILURE.has(type) || (type === 'timer.cancel' && !set.has(key)),
  );
  effects.splice(0, effects.length, ...kept);
}
