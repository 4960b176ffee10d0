import { leaveBy } from '../move';
import { compileContents, speak } from '../speech/compile-content';
import { textOf } from '../turn/rendering';
import type { NodeBehaviour } from './behaviour';

const FAIL_REASON = 'transferFailReason';

/** Hands the conversation to a person and waits for how that went; a failed transfer sets `transferFailReason`. */
export const transfer: NodeBehaviour<'transfer'> = {
  rest: 'world',
  exits: () => [
    { name: 'success', expected: false },
    { name: 'error', expected: true },
  ],
  assigns: () => [FAIL_REASON],
  compile(node, compiler) {
    const speakers = compileContents(node.messages, compiler, '/messages');
    const destination =
      node.destination === undefined ? null : compiler.text('/destination', node.destination);
    return {
      enter: (context) => ({
        say: speak(speakers, context),
        go: {
          to: 'wait',
          wait: { type: 'transfer', ...(destination && { destination: textOf(destination, context) }) },
        },
      }),
      wake: {
        transferred({ status, failReason }) {
          if (status === 'success') return { go: leaveBy('success') };
          return { assign: [{ name: FAIL_REASON, value: failReason ?? status }], go: leaveBy('error') };
        },
      },
    };
  },
};
