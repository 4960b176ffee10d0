import { goTo } from '../node-result';
import { effectKey } from '../turn/node-context';
import { renderData } from '../turn/rendering';
import { NEXT, type NodeBehavior } from './node-behavior';

/** Emits an event with a payload and goes on. */
export const emit: NodeBehavior<'emit'> = {
  waitsFor: 'nothing',
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
            payload: renderData(payload, context),
          },
        ],
        transition: goTo('next'),
      }),
    };
  },
};
