import type { TurnView } from '@/app/_features/session/view';
import { describeTurn, typeOfTurn } from '../_model/describe-turn';

/** Who caused the turn: the person, a member, or something else; or that it failed. */
export type MarkTone = 'person' | 'human' | 'outside' | 'failed';

export type Mark = { no: number; tone: MarkTone; share: number; words: string };

// More marks would overlap.
const MOST_MARKS = 120;

const TONES: Readonly<Record<string, MarkTone>> = {
  started: 'person',
  message: 'person',
  choice: 'person',
  'control.changed': 'human',
  'person.replied': 'human',
  'transfer.completed': 'human',
};

/** Marks of a timeline from turn 1 to `lastTurn`; `share` is the position of each, from 0 to 1. */
export function toMarks(turns: readonly TurnView[], lastTurn: number): Mark[] {
  const every = Math.ceil(turns.length / MOST_MARKS);
  return turns
    .filter((turn, index) => index % every === 0 || turn.trace.failure !== null)
    .map((turn) => ({
      no: turn.no,
      tone: turn.trace.failure ? 'failed' : (TONES[typeOfTurn(turn)] ?? 'outside'),
      share: lastTurn <= 1 ? 0 : (turn.no - 1) / (lastTurn - 1),
      words: `Turn ${String(turn.no)}: ${describeTurn(turn)}`,
    }));
}
