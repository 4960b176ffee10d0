/**
 * Takes one event to the next rest of a session. What holds for every program, state and event:
 *
 * R1 `run` is a function of its arguments: no clock, no randomness, no environment; it changes none of them.
 * R2 It never throws, whatever an author or a user wrote.
 * R3 A turn is bounded by `limits`: node visits, expression work, what is said, kept, called, looped over and queued.
 * R4 The state survives JSON at every turn: parsed again, the session goes on the same.
 * R5 An event that nothing waits for changes nothing: the state comes back as the very same object.
 * R6 The same inputs give the same bytes: `fixtures/*.json` are recorded sessions that every build replays exactly.
 */
import type { Program } from './program';
import { DEFAULT_LIMITS, type EngineEvent, type Limits, type RunResult } from './protocol';
import type { SessionState } from './session';
import { admit } from './turn/admit';
import { closeTurn, keepState } from './turn/close-turn';
import { runNodes } from './turn/run-nodes';
import { openTurn } from './turn/turn';

/** The state of a session before its `started` event. `seed` decides its splits; pass the session's id. */
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

/** Applies one event: what the session becomes, what it says and asks for, and why (R1–R6). */
export function run(
  program: Program,
  state: SessionState,
  event: EngineEvent,
  limits: Limits = DEFAULT_LIMITS,
): RunResult {
  const admission = admit(event, state, limits);
  if (typeof admission !== 'function') return keepState(state, admission);
  const turn = openTurn(program, state, event.at, limits);
  runNodes(turn, admission(turn));
  return closeTurn(turn, state);
}
