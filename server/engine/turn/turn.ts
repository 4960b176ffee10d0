import { quote } from '../data/quote';
import { type Budget, createBudget } from '../expression/budget';
import { resolveRegional } from '../locale/resolve-regional';
import type { FailureCode } from '../nodes/contract/node-result';
import type { OutboundMessage } from '../outbound-message';
import type { Program } from '../program';
import type { Effect, Limits, TraceStep } from '../protocol';
import type { Surroundings } from '../rendering/rendering';
import type { Frame, Hold, SessionState } from '../session';
import { findProgramOf } from './find-program';
import type { Stops } from './stops';

/** A turn in progress. The state is a copy; nested values are shared and never modified. */
export type Turn = {
  readonly program: Program;
  readonly limits: Limits;
  readonly at: number;
  readonly budget: Budget;
  readonly state: SessionState;
  readonly messages: OutboundMessage[];
  readonly effects: Effect[];
  readonly steps: TraceStep[];
  /** The ids of the visited nodes, in order. */
  readonly path: string[];
  /** The number of them before the current item of a list. */
  itemVisits: number;
  messageChars: number;
  traceChars: number;
  /** The number of steps removed from the middle of the trace. */
  omitted: number;
  /** Why the turn is discarded; null if it is not. */
  ignored: string | null;
  /** Its number, and the visits and effects before it: a turn that was held goes on with its own. */
  begun: Pick<Hold, 'turn' | 'visits' | 'effects'>;
  /** Where the turn may be held; null for nowhere. */
  stops: Stops | null;
};

/** The next step: enter a node of the current frame, or resume its current node. */
export type Task<Input> = { type: 'enter'; nodeId: string } | { type: 'resume'; input: Input };

/** Starts a turn on a copy of the state. */
export function startTurn(program: Program, state: SessionState, at: number, limits: Limits): Turn {
  return {
    program,
    limits,
    at,
    budget: createBudget(limits.expressionSteps, limits.producedChars),
    state: {
      ...state,
      turn: state.turn + 1,
      frames: copyFrames(state.frames),
      inbox: [...state.inbox],
    },
    messages: [],
    effects: [],
    steps: [],
    path: [],
    itemVisits: 0,
    messageChars: 0,
    traceChars: 0,
    omitted: 0,
    ignored: null,
    begun: { turn: state.turn + 1, visits: 0, effects: 0 },
    stops: null,
  };
}

function copyFrames(frames: readonly Frame[]): Frame[] {
  const copies: Frame[] = [];
  for (const frame of frames) {
    const from = frame.handles ?? copies.length - 1;
    const shared = frame.shares ? copies[from]?.variables : undefined;
    copies.push({ ...frame, variables: shared ?? { ...frame.variables }, loops: { ...frame.loops } });
  }
  return copies;
}

/** The current frame: the last one. */
export function findFrame({ state }: Pick<Turn, 'state'>): Frame | null {
  return state.frames.at(-1) ?? null;
}

/** The program of the current frame; null if a called flow no longer exists. */
export function findProgram({ program, state }: Pick<Turn, 'program' | 'state'>): Program | null {
  return findProgramOf(program, state.frames);
}

/** The time and the regional settings of the current frame: a called flow's take precedence over its caller's. */
export function findSurroundings(turn: Pick<Turn, 'program' | 'state' | 'at'>): Surroundings {
  const { program, state, at } = turn;
  const current = findProgram(turn) ?? program;
  const flows = current === program ? [program] : [current, program];
  const { regional: session, defaults } = state;
  const { locale, language, timeZone, openingHours } = resolveRegional({ session, flows, defaults });
  return { at, locale, language, timeZone, openingHours };
}

/** Fails the session; messages already sent stay. */
export function failTurn(turn: Turn, code: FailureCode, message: string): void {
  const { state } = turn;
  cancelWait(turn);
  state.status = 'failed';
  state.failure = { code, message, nodeId: findFrame(turn)?.node ?? null };
  state.inbox = [];
  delete state.quiet;
}

/** Fails the session because its expressions exceeded the budget of the turn. */
export function failExhausted(turn: Turn, source: string): null {
  const { expressionSteps, producedChars } = turn.limits;
  const bounds = `${expressionSteps} steps and ${producedChars} characters`;
  failTurn(
    turn,
    'expression_budget',
    `The expressions of one turn may take ${bounds}; ${quote(source)} exceeded that.`,
  );
  return null;
}

/** Ends the wait and cancels its timer. */
export function cancelWait({ state, effects }: Turn): void {
  const { wait } = state;
  if (wait && 'timer' in wait && wait.timer !== null) effects.push({ type: 'timer.cancel', key: wait.timer });
  state.wait = null;
}
