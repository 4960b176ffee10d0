/**
 * Runs the handlers of flows.
 *
 * handler/one-deep: inside a handler there are no handlers.
 * handler/silence-once: after a handler for silence, none runs again before a person writes.
 */

import { cutText } from '../data/cut-text';
import { quote } from '../data/quote';
import type { HandlerType } from '../definition/handler';
import { toMs } from '../definition/text';
import { type PreparedPhrases, preparePhrases } from '../nodes/branches/prepare-phrases';
import { recognizeIntent, SIMILARITY_THRESHOLD } from '../nodes/branches/recognize-intent';
import type { NodeResult, ResumeInput } from '../nodes/contract/node-result';
import type { Program, ProgramNode } from '../program';
import { MAX_INPUT_TEXT_CHARS, type Wait } from '../session';
import { begin, type Found, type Handled, isHandling, listHandling } from './begin-handler';
import { isAccepted } from './is-accepted';
import { failExhausted, type Turn } from './turn';

/** Lets a handler take what would resume a node; null if none does. */
export function handleResume(turn: Turn, node: ProgramNode, input: ResumeInput): Handled | null {
  const { wait } = turn.state;
  if (wait?.type !== 'input') return null;
  if (input.type === 'answer') return handleReply(turn, node, input);
  if (input.type !== 'fired' || !wait.silence) return null;
  const found = findHandler(turn, 'silence');
  if (!found) return null;
  // The timer has fired, so it must not be canceled.
  turn.state.wait = null;
  turn.state.silenced = true;
  return begin(turn, found, { note: `Nobody wrote, so the handler ${quote(found.handler.id)} took over.` });
}

/** Lets a handler take an answer that the question refuses and would ask for again; null if none does. */
export function handleInvalid(
  turn: Turn,
  node: ProgramNode,
  { trace, transition }: NodeResult,
): Found | null {
  const isRefused = trace?.answer?.accepted === false && transition.type === 'wait';
  if (!isRefused || node.limitsInvalid) return null;
  const { wait } = transition;
  // The question asks which meaning of the reply is meant.
  return wait.type === 'input' && wait.readings ? null : findHandler(turn, 'invalid');
}

/** Lets a handler take a failure for which the node has no wire; null if none does. */
export function handleFailure(turn: Turn, node: ProgramNode, exit: string): Handled | null {
  const found = exit === node.failsBy ? findHandler(turn, 'error') : null;
  if (!found) return null;
  const note = `${quote(node.id)} failed, and its exit "${exit}" is not wired, so the handler ${quote(found.handler.id)} took over.`;
  return begin(turn, found, { note });
}

/** Begins the handler of a refused answer. */
export function beginInvalid(turn: Turn, found: Found): Handled {
  return begin(turn, found, {
    note: `The answer was refused, so the handler ${quote(found.handler.id)} took over.`,
  });
}

/** Adds the timer of a handler for silence to a wait for input that has none. */
export function watchSilence(turn: Turn, wait: Wait): Wait {
  const { state, at, begun, effects } = turn;
  if (wait.type !== 'input' || wait.timer !== null || state.silenced) return wait;
  const on = findHandler(turn, 'silence')?.handler.on;
  if (on?.type !== 'silence') return wait;
  const timer = `${begun.turn}:${begun.effects + effects.length}`;
  effects.push({ type: 'timer.set', key: timer, dueAt: at + toMs(on.after) });
  return { ...wait, timer, silence: true };
}

function handleReply(
  turn: Turn,
  node: ProgramNode,
  { text, value }: Extract<ResumeInput, { type: 'answer' }>,
): Handled | null {
  if (value !== undefined || text.trim() === '') return null;
  const scope = listScope(turn).filter(({ program }) =>
    program.handlers.some(({ on }) => on.type === 'words'),
  );
  // A reply that is one of the choices is the answer.
  if (scope.length === 0 || (node.isOffering && isAccepted(turn, node, text))) return null;
  const heard = cutText(text, MAX_INPUT_TEXT_CHARS);
  for (const { program, depth } of scope) {
    const { branches, steps } = findPhrases(program);
    if (steps > turn.budget.stepsLeft) return { task: failExhausted(turn, 'handlers') };
    turn.budget.stepsLeft -= steps;
    const recognized = recognizeIntent(heard, branches);
    const handler = program.handlers.find(({ id }) => id === recognized.branch);
    if (!handler) continue;
    const recognition = { text: heard, ...recognized, threshold: SIMILARITY_THRESHOLD };
    return begin(
      turn,
      { handler, depth },
      { recognition, note: `The handler ${quote(handler.id)} took the message.` },
    );
  }
  return null;
}

const phrases = new WeakMap<Program, PreparedPhrases>();

/** The phrases of the handlers of a flow, which are prepared on first use. */
function findPhrases(program: Program): PreparedPhrases {
  const known = phrases.get(program);
  if (known) return known;
  const made = preparePhrases(
    program.handlers.flatMap(({ id, on }) => (on.type === 'words' ? [{ id, ...on }] : [])),
  );
  phrases.set(program, made);
  return made;
}

function findHandler(turn: Turn, type: HandlerType): Found | null {
  for (const { program, depth } of listScope(turn)) {
    const handler = program.handlers.find(({ on }) => on.type === type);
    if (handler) return { handler, depth };
  }
  return null;
}

/** The flows whose handlers count, the current one first; none inside a handler (handler/one-deep). */
function listScope(turn: Turn): ReturnType<typeof listHandling> {
  return isHandling(turn.state) ? [] : listHandling(turn);
}
