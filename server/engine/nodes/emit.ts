import { leaveBy } from '../move';
import { effectKey } from '../turn/context';
import { dataOf } from '../turn/rendering';
import { NEXT, type NodeBehaviour } from './behaviour';

/** Emits an event with a payload and goes on. */
export const emit: NodeBehaviour<'emit'> = {
  rest: 'none',
  exits: () => [...NEXT],
  compile(node, compiler) {
    const payload = compiler.data('/payload', node.payload);
    return {
      enter: (context) => ({
        effects: [
          {
            type: 'event.emit',
            key: effectKey(context),
            name: node.event,
            payload: dataOf(payload, context),
          },
        ],
        go: leaveBy('next'),
      }),
    };
  },
};
