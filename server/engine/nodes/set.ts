import { goTo } from '../node-result';
import { assignInOrder, compileAssignments } from './assign';
import { NEXT, type NodeBehavior } from './node-behavior';

/** Sets variables, each expression seeing the values set before it; one that fails sets null. */
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
