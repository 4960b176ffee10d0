import { leaveBy } from '../move';
import { assignInOrder, compileAssignments } from './assign';
import { NEXT, type NodeBehaviour } from './behaviour';

/** Sets variables, each expression seeing the values set before it; one that fails sets null. */
export const set: NodeBehaviour<'set'> = {
  rest: 'none',
  exits: () => [...NEXT],
  assigns: ({ assign }) => assign.map(({ variable }) => variable),
  compile({ assign }, compiler) {
    const assignments = compileAssignments(assign, compiler, '/assign');
    return { enter: (context) => ({ assign: assignInOrder(assignments, context), go: leaveBy('next') }) };
  },
};
