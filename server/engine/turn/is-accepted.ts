import { createBudget } from '../expression/budget';
import type { ProgramNode } from '../program';
import { createRendering } from '../rendering/rendering';
import { findFrame, findProgram, findSurroundings, type Turn } from './turn';
import { findVisitor } from './visitor';

/** True if the question that waits would accept a reply. It has a budget of its own, so the turn is as before. */
export function isAccepted(turn: Turn, { handlers }: ProgramNode, text: string): boolean {
  const { wait } = turn.state;
  const program = findProgram(turn);
  const frame = findFrame(turn);
  if (wait?.type !== 'input' || !program || !frame || !handlers.checkReply) return false;
  const visitor = findVisitor(program, turn.state);
  const rendering = createRendering(findSurroundings(turn), createBudget(), frame.variables, visitor);
  return handlers.checkReply({ text, value: undefined }, wait, rendering).length === 0;
}
