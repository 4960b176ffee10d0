/**
 * Applies one event to a session. These invariants hold for every program, state and event:
 *
 * run/pure: the result depends on the arguments alone. There is no clock, randomness or environment, and no
 *   argument is modified.
 * run/total: `run` never throws, whatever an author or a user wrote.
 * run/bounded: `limits` bound a turn: node visits, expression steps, messages, state size, call depth, loop
 *   items and queue length.
 * state/json: a state that is stored as JSON and parsed again continues the session the same way.
 * event/ignored-when-unawaited: an event that the session does not wait for returns the same state object.
 * hold/unnoticed: a session that is held and continued ends in the state, and has sent the messages and effects, that it
 *   would have without the breakpoint.
 * replay/bytes: the same inputs produce the same bytes. `fixtures/*.session.json` are recordings that every
 *   build must reproduce.
 */
import type { Program } from './program';
import { DEFAULT_LIMITS, type EngineEvent, type Limits, type RunResult } from './protocol';
import type { SessionState } from './session';
import { admit } from './turn/admit';
import { closeTurn, leaveUnchanged } from './turn/close-turn';
import { createStops } from './turn/hold';
import { runNodes } from './turn/run-nodes';
import type { Breakpoint } from './turn/stops';
import { startTurn } from './turn/turn';

const NO_BREAKPOINTS: readonly Breakpoint[] = [];

/**
 * The state of a session before its `started` event. `seed` determines its random choices; pass the session's
 * id.
 */
export function initialState(seed: string): SessionState {
  return {
    format: 1,
    seed,
    status: 'running',
    control: 'flow',
    turn: 0,
    visits: 0,
    frames: [],
    wait: null,
    inputId: null,
    inbox: [],
    output: null,
    failure: null,
  };
}

/**
 * Applies one event and returns the new state, the messages, the effects and the trace. `breakpoints` may hold the session
 * before a node; the caller then stores `stopBefore` with the event.
 */
export function run(
  program: Program,
  state: SessionState,
  event: EngineEvent,
  limits: Limits = DEFAULT_LIMITS,
  breakpoints: readonly Breakpoint[] = NO_BREAKPOINTS,
): RunResult {
  const admission = admit(event, state, limits);
  if (typeof admission !== 'function') return leaveUnchanged(state, admission);
  const turn = startTurn(program, state, event.at, limits);
  turn.stops = createStops(event, state, breakpoints);
  runNodes(turn, admission(turn));
  return closeTurn(turn, state);
}
