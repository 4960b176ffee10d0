import type { SaveState } from '../../_draft/draft-saver';
import type { Problems } from '../../_draft/use-problems';

/** Why the draft cannot be tried now, in a sentence; null when it can. */
export function findTestBlocker(
  save: SaveState,
  { list, state }: Pick<Problems, 'list' | 'state'>,
): string | null {
  if (state === 'broken') return 'The draft is not valid JSON, so it cannot be tried yet.';
  if (save.kind === 'conflict') return 'Settle the conflict first: a trial runs what is saved.';
  if (save.kind === 'failed') return 'The draft could not be saved, and a trial runs what is saved.';
  const errors = list.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return null;
  return errors === 1 ? 'One error must be mended first.' : `${String(errors)} errors must be mended first.`;
}
