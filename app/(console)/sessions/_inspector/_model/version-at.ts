import type { TurnView } from '@/app/_features/session/view';
import { toObject } from '@/app/_lib/to-object';
import { typeOfTurn } from './describe-turn';

/** The id of the version that a session ran on in a turn: the one `before` the loaded turns, unless one of them moved it. */
export function versionAt(
  turns: readonly Pick<TurnView, 'no' | 'event'>[],
  turn: number,
  before: string,
): string {
  const move = turns.findLast((one) => one.no <= turn && typeOfTurn(one) === 'version.changed');
  const { id } = toObject(toObject(move?.event ?? null).to);
  return typeof id === 'string' ? id : before;
}
