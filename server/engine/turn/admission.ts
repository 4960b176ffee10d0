import type { ResumeInput } from '../nodes/contract/node-result';
import type { Outcome } from '../protocol';
import type { SessionState } from '../session';
import type { Task, Turn } from './turn';

/** The first change of an admitted turn; returns the task to continue with. */
export type TurnStart = (turn: Turn) => Task<ResumeInput> | null;

export type Refusal = Exclude<Outcome, { kind: 'applied' }>;

export const FINISHED: ReadonlySet<SessionState['status']> = new Set(['completed', 'failed']);

export const REFUSED_FINISHED: Refusal = { kind: 'refused', reason: 'finished' };

/** The refusal of an event that changes nothing. */
export function ignored(reason: string): Refusal {
  return { kind: 'ignored', reason };
}

/** The refusal of an input of another kind than the session waits for. */
export function wrongInput(expected: 'text' | 'transferResult' | 'nothing'): Refusal {
  return { kind: 'refused', reason: 'wrong_input', expected };
}
