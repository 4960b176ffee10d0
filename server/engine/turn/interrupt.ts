/**
 * Ends a call because the person has written something new.
 *
 * interrupt/canceled-once: the call of a node that may be interrupted is canceled in the turn of the message, and its result is
 *   no longer awaited. Other calls go on, and the message is queued.
 */
import type { ResumeInput } from '../nodes/contract/node-result';
import { findFrame, findProgram, type Task, type Turn } from './turn';

/** Cancels the call that the flow waits for; null if it waits for none that may be interrupted. */
export function interrupt(turn: Turn): Task<ResumeInput> | null {
  const { wait } = turn.state;
  if (wait?.type !== 'effect') return null;
  const node = findProgram(turn)?.nodes.get(findFrame(turn)?.node ?? '');
  if (!node?.handlers.resume?.interrupted) return null;
  turn.effects.push({ type: 'call.cancel', key: wait.effect });
  return { type: 'resume', input: { type: 'interrupted' } };
}
