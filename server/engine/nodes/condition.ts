import type { BranchTrace } from '../protocol';
import { explainExpression } from '../rendering/evaluate-expression';
import { checkBranchIds, ELSE } from './branches/branch-ids';
import type { NodeBehavior } from './contract/node-behavior';
import { goTo, type NodeResult } from './contract/node-result';

/**
 * Takes the first branch whose expression is true, else the exit `else`. A failed expression counts as false.
 */
export const condition: NodeBehavior<'condition'> = {
  waitsFor: 'nothing',
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
      enter(context): NodeResult {
        const traces: BranchTrace[] = [];
        for (const { id, code } of compiled) {
          const explanation = explainExpression(code, context);
          traces.push({ branch: id, explanation });
          if (!explanation.failure && explanation.value)
            return { trace: { branches: traces }, transition: goTo(id) };
        }
        return { trace: { branches: traces }, transition: goTo(ELSE) };
      },
    };
  },
};
