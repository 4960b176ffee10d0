import { createBudget } from '../expression/budget';
import type { ProgramNode } from '../program';
import { createRendering } from '../rendering/rendering';
import { findFacts } from './facts';
import { findFrame, findProgram, findSurroundings, type Turn } from './turn';

/** True if the question that waits would accept a reply. It has a budget of its own, so the turn is as before. */
export function isAccepted(turn: Turn, { handlers }: ProgramNode, text: string): boolean {
  const { wait } = turn.state;
  const program = findProgram(turn);
  const frame = findFrame(turn);
  if (wait?.type !== 'input' || !program || !frame || !handlers.checkReply) return false;
  const surroundings = findSurroundings(turn);
  const facts = findFacts(program, turn.state, surroundings.language);
  const rendering = createRendering(surroundings, createBudget(), frame.variables, facts);
  return handlers.checkReply({ text, value: undefined }, wait, rendering).length === 0;
}
