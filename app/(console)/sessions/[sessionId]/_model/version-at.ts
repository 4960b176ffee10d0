import type { TurnView } from '@/app/_features/session/view';
import { asObject } from './as-object';
import { typeOfTurn } from './describe-turn';

/** The id of the version that a session ran on in a turn: `now`, unless a loaded later turn moved it there. */
export function versionAt(
  turns: readonly Pick<TurnView, 'no' | 'event'>[],
  turn: number,
  now: string,
): string {
  const move = turns.find((one) => one.no > turn && typeOfTurn(one) === 'version.changed');
  const { id } = asObject(asObject(move?.event ?? null).from);
  return typeof id === 'string' ? id : now;
}
