import { compileContents, renderMessages } from '../messages/compile-content';
import { goTo } from '../node-result';
import { NEXT, type NodeBehavior } from './node-behavior';

/** Says its messages in order and goes on. */
export const message: NodeBehavior<'message'> = {
  waitsFor: 'nothing',
  exits: () => [...NEXT],
  compile({ messages }, compiler) {
    const speakers = compileContents(messages, compiler, '/messages');
    return {
      enter: (context) => ({ messages: renderMessages(speakers, context), transition: goTo('next') }),
    };
  },
};
