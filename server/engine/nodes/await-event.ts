import { toMs } from '../definition/text';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { effectKey } from './contract/node-context';
import { goTo, type NodeResult } from './contract/node-result';

/** Waits for a matching event, or until the timeout. */
export const awaitEvent: NodeBehavior<'await-event'> = {
  waitsFor: 'external',
  exits: ({ timeout }) => [...NEXT, { name: 'timeout', expected: timeout !== undefined }],
  assigns: ({ variable }) => (variable === undefined ? [] : [variable]),
  compile({ event, match, variable, timeout }, compiler) {
    const condition = match === undefined ? null : compiler.expression('/match', match, ['event']);
    return {
      enter(context): NodeResult {
        if (!timeout) return { transition: { type: 'wait', wait: { type: 'event', event, timer: null } } };
        const timer = effectKey(context);
        return {
          effects: [{ type: 'timer.set', key: timer, dueAt: context.at + toMs(timeout) }],
          transition: { type: 'wait', wait: { type: 'event', event, timer } },
        };
      },
      resume: {
        event({ payload }, context): NodeResult {
          const matches =
            !condition || evaluateExpression(condition, context, { ...context.variables, event: payload });
          if (!matches)
            return {
              transition: { type: 'ignored', reason: 'the event does not match' },
            };
          return {
            assign: variable === undefined ? [] : [{ name: variable, value: payload }],
            transition: goTo('next'),
          };
        },
        fired: () => ({ transition: goTo('timeout') }),
      },
    };
  },
};
