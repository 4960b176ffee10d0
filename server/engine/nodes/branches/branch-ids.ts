import { findDuplicates } from '../../definition/find-duplicates';
import { type NodeProblem, nodeError } from '../../definition/problem';

/** The exit taken when no branch is. */
export const ELSE = 'else';

/** Reports branch ids that stand twice, and one that is the name of the exit taken when none holds. */
export function checkBranchIds(branches: readonly { id: string }[]): NodeProblem[] {
  const ids = branches.map(({ id }) => id);
  const pathOf = (index: number) => `/branches/${index}/id`;
  const message = 'A branch cannot be called "else": that is the exit taken when none holds.';
  return [
    ...findDuplicates('duplicate_branch', 'branch id', ids, pathOf),
    ...(ids.includes(ELSE) ? [nodeError('reserved_branch', pathOf(ids.indexOf(ELSE)), message)] : []),
  ];
}
