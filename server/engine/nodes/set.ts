import { nodeError } from '../definition/problem';
import { assignInOrder, compileAssignments } from './assignments';
import { changeContact, compileContactChanges } from './contact-changes';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

/**
 * Sets variables in order; each expression sees the previous results. A failed expression sets null. Then it changes the contact,
 * which later nodes read.
 */
export const set: NodeBehavior<'set'> = {
  waitsFor: 'nothing',
  exits: () => [...NEXT],
  assigns: ({ assign }) => assign.map(({ variable }) => variable),
  check: ({ assign, contact = [] }) =>
    assign.length + contact.length > 0
      ? []
      : [nodeError('nothing_set', '/assign', 'Set at least one variable, or a field of the contact.')],
  compile({ assign, contact = [] }, compiler) {
    const assignments = compileAssignments(assign, compiler, '/assign');
    const changes = compileContactChanges(contact, compiler, '/contact');
    return {
      enter: (context) => {
        const assigned = assignInOrder(assignments, context);
        const effects = changeContact(changes, context, assigned);
        return { assign: assigned, ...(effects.length > 0 && { effects }), transition: goTo('next') };
      },
    };
  },
};
