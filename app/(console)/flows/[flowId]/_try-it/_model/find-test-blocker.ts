import type { SaveState } from '../../_draft/draft-saver';
import type { Problems } from '../../_draft/use-problems';

/** The reason why the draft cannot be tested, in a sentence; null when it can. */
export function findTestBlocker(
  save: SaveState,
  { list, state }: Pick<Problems, 'list' | 'state'>,
): string | null {
  if (state === 'broken') return 'The draft is not valid JSON, so it cannot be tested yet.';
  if (save.kind === 'conflict') return 'Resolve the conflict first: a test session runs the saved draft.';
  if (save.kind === 'failed') return 'The draft could not be saved, and a test session runs the saved draft.';
  const errors = list.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return null;
  return errors === 1
    ? 'Fix 1 error to start a test session.'
    : `Fix ${String(errors)} errors to start a test session.`;
}
