import { assignInOrder, compileAssignments } from './assignments';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

/** Sets variables in order; each expression sees the previous results. A failed expression sets null. */
export const set: NodeBehavior<'set'> = {
  waitsFor: 'nothing',
  exits: () => [...NEXT],
  assigns: ({ assign }) => assign.map(({ variable }) => variable),
  compile({ assign }, compiler) {
    const assignments = compileAssignments(assign, compiler, '/assign');
    return {
      enter: (context) => ({ assign: assignInOrder(assignments, context), transition: goTo('next') }),
    };
  },
};
