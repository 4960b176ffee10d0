import type { AnswerIssue } from './answers/answer-behavior';
import { toPlainData } from './data/plain-data';
import { createBudget } from './expression/budget';
import type { Json } from './json';
import type { Program } from './program';
import { createRendering } from './rendering/rendering';
import { findVariables, type SessionState } from './session';
import { findFacts } from './turn/facts';
import { findFrame, findProgram, findSurroundings } from './turn/turn';

/**
 * Validates a value as the answer to the question that a session is waiting on, without running a turn.
 * Returns no issues exactly when `run` would accept the value, and when the session is not waiting for input.
 * A form takes an object keyed by field. `at` is in milliseconds since 1970.
 */
export function checkPendingValue(
  program: Program,
  state: SessionState,
  value: Json,
  at: number,
): AnswerIssue[] {
  const { wait } = state;
  const frame = findFrame({ state });
  if (wait?.type !== 'input' || !frame) return [];
  const running = findProgram({ program, state });
  if (!running) return [];
  const step = running.nodes.get(frame.node ?? '')?.handlers;
  const surroundings = findSurroundings({ program, state, at });
  const rendering = createRendering(
    surroundings,
    createBudget(),
    findVariables(state),
    findFacts(running, state, surroundings.language),
  );
  return step?.checkReply?.({ text: '', value: toPlainData(value) }, wait, rendering) ?? [];
}
