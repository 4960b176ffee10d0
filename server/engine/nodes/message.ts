import { leaveBy } from '../move';
import { compileContents, speak } from '../speech/compile-content';
import { NEXT, type NodeBehaviour } from './behaviour';

/** Says its messages in order and goes on. */
export const message: NodeBehaviour<'message'> = {
  rest: 'none',
  exits: () => [...NEXT],
  compile({ messages }, compiler) {
    const speakers = compileContents(messages, compiler, '/messages');
    return { enter: (context) => ({ say: speak(speakers, context), go: leaveBy('next') }) };
  },
};
