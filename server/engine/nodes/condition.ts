import { leaveBy, type Move } from '../move';
import type { BranchTrace } from '../protocol';
import { explainCode } from '../turn/rendering';
import type { NodeBehaviour } from './behaviour';
import { checkBranchIds, ELSE } from './branch-ids';

/** Leaves by the first branch whose expression holds, else by `else`; a branch that fails does not hold. */
export const condition: NodeBehaviour<'condition'> = {
  rest: 'none',
  exits: ({ branches }) => [
    ...branches.map(({ id }) => ({ name: id, expected: true })),
    { name: ELSE, expected: true },
  ],
  check: ({ branches }) => checkBranchIds(branches),
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
