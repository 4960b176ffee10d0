import { compileContents, renderMessages } from '../messages/compile-content';
import { renderText } from '../rendering/render-data';
import type { NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

const FAIL_REASON = 'transferFailReason';

/** Hands the conversation over to a person and waits for the result. A failure sets `transferFailReason`. */
export const transfer: NodeBehavior<'transfer'> = {
  waitsFor: 'external',
  failsBy: 'error',
  exits: () => [
    { name: 'success', expected: false },
    { name: 'error', expected: true },
  ],
  assigns: () => [FAIL_REASON],
  compile(node, compiler) {
    const renderers = compileContents(node.messages, compiler, '/messages');
    const destination =
      node.destination === undefined ? null : compiler.text('/destination', node.destination);
    return {
      enter: (context) => ({
        messages: renderMessages(renderers, context),
        transition: {
          type: 'wait',
          wait: { type: 'transfer', ...(destination && { destination: renderText(destination, context) }) },
        },
      }),
      resume: {
        transferred({ status, failReason }) {
          if (status === 'success') return { transition: goTo('success') };
          return { assign: [{ name: FAIL_REASON, value: failReason ?? status }], transition: goTo('error') };
        },
      },
    };
  },
};
