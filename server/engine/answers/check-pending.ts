import { toPlainData } from '../data/plain-data';
import { createBudget } from '../expression/budget';
import type { Json } from '../json';
import type { Program } from '../program';
import { openRendering } from '../rendering/rendering';
import type { SessionState } from '../session';
import { findFrame, findProgram } from '../turn/turn';
import { findVisitor } from '../turn/visitor';
import type { AnswerIssue } from './answer-behavior';

/**
 * Says what would be wrong with a value, sent without words, as the answer to the question that a session waits on. No
 * turn is run; there are no issues exactly when one would accept it. A form takes an object by field. A session that
 * asks nothing has no issue to tell. `at` is milliseconds since 1970.
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
  const rendering = openRendering(at, createBudget(), frame.variables, findVisitor(running, state));
  return step?.checkReply?.({ text: '', value: toPlainData(value) }, wait, rendering) ?? [];
}
