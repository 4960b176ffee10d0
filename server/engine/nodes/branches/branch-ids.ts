import { reportDuplicates } from '../../definition/find-duplicates';
import { type NodeProblem, nodeError } from '../../definition/problem';

/** The exit that is taken if no branch applies. */
export const ELSE = 'else';

/** Reports duplicate branch ids, and a branch named like the exit `else`. */
export function checkBranchIds(branches: readonly { id: string }[]): NodeProblem[] {
  const ids = branches.map(({ id }) => id);
  const pathOf = (index: number) => `/branches/${index}/id`;
  const message = 'A branch cannot be named "else": that exit is taken if no branch applies.';
  return [
    ...reportDuplicates('duplicate_branch', 'branch id', ids, pathOf),
    ...(ids.includes(ELSE) ? [nodeError('reserved_branch', pathOf(ids.indexOf(ELSE)), message)] : []),
  ];
}
