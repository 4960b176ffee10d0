import { findDuplicateIndexes } from '../../definition/find-duplicates';
import { errorAt, type Problem } from '../../definition/problem';
import type { Inspection } from '../inspection';

/** Reports frames and notes of the canvas with the same id. */
export function checkLayout({ definition: { layout = {} } }: Inspection): Problem[] {
  const { frames = [], notes = [] } = layout;
  return [...reportTwins('frame', frames), ...reportTwins('note', notes)];
}

function reportTwins(noun: 'frame' | 'note', items: readonly { id: string }[]): Problem[] {
  const ids = items.map(({ id }) => id);
  return findDuplicateIndexes(ids).map((index) =>
    errorAt(
      'duplicate_id',
      null,
      `/layout/${noun}s/${index}/id`,
      `There are two ${noun}s "${ids[index]}" on the canvas.`,
    ),
  );
}
