import { leaveBy, type Move } from '../move';
import type { BranchTrace } from '../protocol';
import { explainCode } from '../turn/rendering';
import { type NodeBehaviour, nodeError } from './behaviour';
import { findDuplicates } from './duplicates';

const ELSE = 'else';

/** Leaves by the first branch whose expression holds, else by `else`; a branch that fails does not hold. */
export const condition: NodeBehaviour<'condition'> = {
  rest: 'none',
  exits: ({ branches }) => [
    ...branches.map(({ id }) => ({ name: id, expected: true })),
    { name: ELSE, expected: true },
  ],
  check({ branches }) {
    const ids = branches.map(({ id }) => id);
    const pathOf = (index: number) => `/branches/${index}/id`;
    const message = 'A branch cannot be called "else": that is the exit taken when none holds.';
    return [
      ...findDuplicates('duplicate_branch', 'branch id', ids, pathOf),
      ...(ids.includes(ELSE) ? [nodeError('reserved_branch', pathOf(ids.indexOf(ELSE)), message)] : []),
    ];
  },
  compile({ branches }, compiler) {
    const compiled = branches.map(({ id, when }, index) => ({
      id,
      code: compiler.expression(`/branches/${index}/when`, when),
    }));
    return {
      enter(context): Move {
        const traces: BranchTrace[] = [];
        for (const { id, code } of compiled) {
          const explanation = explainCode(code, context);
          traces.push({ branch: id, explanation });
          if (!explanation.failure && explanation.value)
            return { trace: { branches: traces }, go: leaveBy(id) };
        }
        return { trace: { branches: traces }, go: leaveBy(ELSE) };
      },
    };
  },
};
