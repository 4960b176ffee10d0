import { renderData } from '../rendering/render-data';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { effectKey } from './contract/node-context';
import { goTo } from './contract/node-result';

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
