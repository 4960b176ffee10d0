import { compileContents, renderMessages } from '../messages/compile-content';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

export const message: NodeBehavior<'message'> = {
  waitsFor: 'nothing',
  exits: () => [...NEXT],
  compile({ messages }, compiler) {
    const renderers = compileContents(messages, compiler, '/messages');
    return {
      enter: (context) => ({ messages: renderMessages(renderers, context), transition: goTo('next') }),
    };
  },
};
