import { toMs } from '../definition/text';
import { leaveBy, type Move } from '../move';
import { effectKey } from '../turn/context';
import { evaluateCode } from '../turn/rendering';
import { NEXT, type NodeBehaviour } from './behaviour';

/** Rests until an event of its name that matches arrives, or its timeout passes. */
export const awaitEvent: NodeBehaviour<'await-event'> = {
  rest: 'world',
  exits: ({ timeout }) => [...NEXT, { name: 'timeout', expected: timeout !== undefined }],
  assigns: ({ variable }) => (variable === undefined ? [] : [variable]),
  compile({ event, match, variable, timeout }, compiler) {
    const condition = match === undefined ? null : compiler.expression('/match', match, ['event']);
    return {
      enter(context): Move {
        if (!timeout) return { go: { to: 'wait', wait: { type: 'event', event, timer: null } } };
        const timer = effectKey(context);
        return {
          effects: [{ type: 'timer.set', key: timer, dueAt: context.at + toMs(timeout) }],
          go: { to: 'wait', wait: { type: 'event', event, timer } },
        };
      },
      wake: {
        event({ payload }, context): Move {
          const matches =
            !condition || evaluateCode(condition, context, { ...context.variables, event: payload });
          if (!matches)
            return { go: { to: 'nowhere', reason: 'the event does not match what the node waits for' } };
          return {
            assign: variable === undefined ? [] : [{ name: variable, value: payload }],
            go: leaveBy('next'),
          };
        },
        fired: () => ({ go: leaveBy('timeout') }),
      },
    };
  },
};
