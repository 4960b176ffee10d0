import { quote } from '../data/quote';
import { type Budget, createBudget } from '../expression/budget';
import type { FailureCode } from '../nodes/contract/node-result';
import type { OutboundMessage } from '../outbound-message';
import type { Program } from '../program';
import type { Effect, Limits, TraceStep } from '../protocol';
import type { Frame, SessionState } from '../session';

/** One turn under way. The state is the turn's own copy; values inside are shared and never changed. */
export type Turn = {
  readonly program: Program;
  readonly limits: Limits;
  readonly at: number;
  readonly budget: Budget;
  readonly state: SessionState;
  readonly messages: OutboundMessage[];
  readonly effects: Effect[];
  readonly steps: TraceStep[];
  /** The ids of the nodes visited, in order. */
  readonly path: string[];
  messageChars: number;
  traceChars: number;
  /** Steps left out of the middle of the trace. */
  omitted: number;
  /** Why the event was not for this session after all. */
  ignored: string | null;
};

/** What the flow does next: come to a node of the current frame, or wake the one it stands on. */
export type Task<Input> = { type: 'enter'; nodeId: string } | { type: 'resume'; input: Input };

/** Opens a turn on a copy of the state. */
export function openTurn(program: Program, state: SessionState, at: number, limits: Limits): Turn {
  return {
    program,
    limits,
    at,
    budget: createBudget(limits.expressionSteps, limits.producedChars),
    state: {
      ...state,
      turn: state.turn + 1,
      frames: state.frames.map(copyFrame),
      inbox: [...state.inbox],
    },
    messages: [],
    effects: [],
    steps: [],
    path: [],
    messageChars: 0,
    traceChars: 0,
    omitted: 0,
    ignored: null,
  };
}

function copyFrame({ flow, node, variables, loops }: Frame): Frame {
  return { flow, node, variables: { ...variables }, loops: { ...loops } };
}

/** The frame that runs now; the last one. */
export function findFrame({ state }: Pick<Turn, 'state'>): Frame | null {
  return state.frames.at(-1) ?? null;
}

/** The program of the frame that runs now; null when a flow that was called is not there. */
export function findProgram({ program, state }: Pick<Turn, 'program' | 'state'>): Program | null {
  let current: Program | undefined = program;
  for (let depth = 1; depth < state.frames.length; depth++) {
    current = current?.calls.get(state.frames[depth]?.flow ?? '');
  }
  return current ?? null;
}

/** Ends the session in failure; what was said so far stays said. */
export function failTurn(turn: Turn, code: FailureCode, message: string): void {
  const { state } = turn;
  cancelWait(turn);
  state.status = 'failed';
  state.failure = { code, message, nodeId: findFrame(turn)?.node ?? null };
  state.inbox = [];
}

/** Ends the session in failure because its expressions took too much in one turn. */
export function failExhausted(turn: Turn, source: string): null {
  const { expressionSteps, producedChars } = turn.limits;
  const bounds = `${expressionSteps} steps and ${producedChars} characters`;
  failTurn(
    turn,
    'expression_budget',
    `The expressions of one turn may take ${bounds}; ${quote(source)} went beyond.`,
  );
  return null;
}

/** Stops waiting; the timer of the wait is called off. */
export function cancelWait({ state, effects }: Turn): void {
  const { wait } = state;
  if (wait && 'timer' in wait && wait.timer !== null) effects.push({ type: 'timer.cancel', key: wait.timer });
  state.wait = null;
}
