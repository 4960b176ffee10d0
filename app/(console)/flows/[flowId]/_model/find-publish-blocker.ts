import type { SaveState } from '../_draft/draft-saver';
import type { Problems } from '../_draft/use-problems';

type Publishable = { published: { number: number } | null; draftChanged: boolean };

/** The code of a call of a flow that was never published, which can be published along. */
const UNPUBLISHED = 'unpublished_flow';

/**
 * The reason why the draft cannot be published, in a sentence; null when it can. `isSet` if other flows are published along, which
 * changes what this one is pinned to.
 */
export function findPublishBlocker(
  { published, draftChanged }: Publishable,
  save: SaveState,
  { list, state }: Pick<Problems, 'list' | 'state'>,
  isSet = false,
): string | null {
  if (save.kind === 'conflict') return 'Resolve the conflict in the draft first.';
  if (save.kind === 'failed') return 'The draft could not be saved.';
  if (state === 'broken') return 'The draft is not valid JSON.';
  const errors = listOpenProblems({ list }, isSet).filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    return errors === 1 ? 'Fix 1 error to publish.' : `Fix ${String(errors)} errors to publish.`;
  if (save.kind === 'saved' && published && !draftChanged && !isSet)
    return `The draft is the same as v${String(published.number)}.`;
  return null;
}

/** The problems that publishing does not solve; `isSet` as for `findPublishBlocker`. */
export function listOpenProblems({ list }: Pick<Problems, 'list'>, isSet: boolean): Problems['list'] {
  return isSet ? list.filter(({ code }) => code !== UNPUBLISHED) : list;
}
