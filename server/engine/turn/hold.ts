/**
 * Holds a session before a node.
 *
 * hold/unnoticed: a session that is held and continued ends in the state, and has sent the messages and effects, that it
 *   would have without the breakpoint. The turn goes on with its own number, visits, effects and budget.
 * hold/condition-apart: a condition has a budget of its own, so it changes nothing of the turn.
 */
import { type CompiledExpression, createCompiler } from '../compile/compiler';
import { countChars } from '../data/plain-data';
import { createBudget } from '../expression/budget';
import type { OutboundMessage } from '../outbound-message';
import type { Program } from '../program';
import type { EngineEvent } from '../protocol';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { createRendering } from '../rendering/rendering';
import type { Frame, Hold, SessionState, StopBefore } from '../session';
import { findFacts } from './facts';
import type { Breakpoint, Stops } from './stops';
import { findProgram, findSurroundings, type Task, type Turn } from './turn';

/** The expression steps of one condition; one that takes more counts as false. */
const CONDITION_STEPS = 10_000;
const CONDITION_CHARS = 100_000;

/** Compiles the condition of a breakpoint; one with a syntax error is never true. */
export function compileCondition(source: string): CompiledExpression {
  return createCompiler(() => undefined).expression('', source);
}

/** Creates the stops of a turn; null for none. */
export function createStops(
  event: EngineEvent,
  { stepping, isLetGo, wait }: SessionState,
  breakpoints: readonly Breakpoint[],
): Stops | null {
  const { stopBefore, type, at } = event;
  const isReleased = isLetGo || type === 'debug.released';
  const step = type === 'debug.continued' ? toStepping(event, wait) : stepping;
  const applies = !isReleased && step !== undefined && at <= step.until;
  if (!stopBefore && !applies && (isReleased || breakpoints.length === 0)) return null;
  return {
    breakpoints: isReleased ? [] : breakpoints,
    recorded: stopBefore ?? null,
    stepping: applies ? step : null,
    entered: new Map(),
    isPassing: type === 'debug.continued' || type === 'debug.released',
  };
}

/** How far a continued session is stepped through; undefined if it goes on without further stops. */
export function toStepping(
  { at, stepUntil }: Extract<EngineEvent, { type: 'debug.continued' }>,
  wait: SessionState['wait'],
): SessionState['stepping'] {
  if (stepUntil === undefined || wait?.type !== 'held') return undefined;
  return { breakpoint: wait.stop.breakpoint, until: Math.max(at, stepUntil) };
}

/** Holds the session if the turn is to stop before a node; returns whether it does. */
export function holdBefore(turn: Turn, stops: Stops, frame: Frame, node: string): boolean {
  const { flow } = frame;
  const key = `${flow}/${node}`;
  const nth = (stops.entered.get(key) ?? 0) + 1;
  stops.entered.set(key, nth);
  if (stops.isPassing) {
    stops.isPassing = false;
    return false;
  }
  const breakpoint = findStop(turn, stops, frame, { flow, node, nth });
  if (breakpoint === null) return false;
  const { state, at, begun, path, effects, budget } = turn;
  const last = takeLastMessage(turn);
  delete state.stepping;
  state.status = 'running';
  state.wait = {
    type: 'held',
    stop: { flow, node, nth, breakpoint },
    at,
    turn: begun.turn,
    visits: begun.visits + path.length,
    effects: begun.effects + effects.length,
    steps: budget.stepsLeft,
    chars: budget.charsLeft,
    ...(last && { last }),
  };
  return true;
}

/** Takes back the last message of the turn, if a question without a prompt may change it when the session goes on. */
function takeLastMessage({ program, messages }: Turn): OutboundMessage | undefined {
  const last = messages.at(-1);
  return last && !last.expected && hasSilentQuestion(program, new Set()) ? messages.pop() : undefined;
}

function hasSilentQuestion(program: Program, seen: Set<Program>): boolean {
  if (seen.has(program)) return false;
  seen.add(program);
  if ([...program.nodes.values()].some(({ isSilent }) => isSilent)) return true;
  return [...program.calls.values()].some((called) => hasSilentQuestion(called, seen));
}

/** The breakpoint that stops a turn at a place; null for none. */
function findStop(
  turn: Turn,
  { breakpoints, recorded, stepping }: Stops,
  frame: Frame,
  { flow, node, nth }: Omit<StopBefore, 'breakpoint'>,
): string | null {
  if (recorded?.flow === flow && recorded.node === node && recorded.nth === nth) return recorded.breakpoint;
  if (stepping) return stepping.breakpoint;
  const found = breakpoints.find(
    (breakpoint) => breakpoint.flow === flow && breakpoint.node === node && isMet(turn, frame, breakpoint),
  );
  return found?.id ?? null;
}

function isMet(turn: Turn, frame: Frame, { condition }: Breakpoint): boolean {
  if (condition === null) return true;
  const program = findProgram(turn) ?? turn.program;
  const budget = createBudget(CONDITION_STEPS, CONDITION_CHARS);
  const surroundings = findSurroundings(turn);
  const facts = findFacts(program, turn.state, surroundings.language);
  return Boolean(
    evaluateExpression(condition, createRendering(surroundings, budget, frame.variables, facts)),
  );
}

/** The event as it is stored: with the place where it held the session, if it did. */
export function recordStop<E extends EngineEvent>(event: E, before: SessionState, after: SessionState): E {
  const { wait } = after;
  return wait?.type === 'held' && wait !== before.wait ? { ...event, stopBefore: wait.stop } : event;
}

/** Continues the turn that was held with the node before which it was. */
export function continueHeld(current: Turn, hold: Hold): Task<never> {
  const { state, begun, budget, limits } = current;
  const { stop, turn, visits, effects, steps, chars, last } = hold;
  if (last) {
    current.messages.push(last);
    current.messageChars += countChars(last, limits.messageChars) + 1;
  }
  state.wait = null;
  // The turn that was held has this number already.
  state.turn--;
  Object.assign(begun, { turn, visits, effects });
  Object.assign(budget, { stepsLeft: steps, charsLeft: chars });
  return { type: 'enter', nodeId: stop.node };
}
