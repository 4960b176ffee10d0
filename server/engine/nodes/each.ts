import type { CompiledExpression } from '../compile/compiler';
import { quote } from '../data/quote';
import type { Json } from '../json';
import { evaluateExpression } from '../rendering/evaluate-expression';
import type { Loop } from '../session';
import type { NodeBehavior } from './contract/node-behavior';
import type { NodeContext } from './contract/node-context';
import { goTo, type NodeResult } from './contract/node-result';

/**
 * Iterates over a list as it was at the start of the loop: takes `body` for each item and `done` at the end. Entering
 * it from its body advances the loop; entering it from anywhere else begins a new one (loop/closes-on-leaving).
 */
export const each: NodeBehavior<'each'> = {
  waitsFor: 'nothing',
  boundedExits: ['body'],
  exits: () => [
    { name: 'body', expected: true },
    { name: 'done', expected: false },
  ],
  assigns: ({ item, index }) => (index === undefined ? [item] : [item, index]),
  compile({ list, item, index }, compiler) {
    const code = compiler.expression('/list', list);
    return {
      enter(context): NodeResult {
        const loop = context.loop
          ? { ...context.loop, index: context.loop.index + 1 }
          : startLoop(code, context);
        const size = loop.items.length;
        const maximum = context.limits.loopItems;
        if (size > maximum) {
          const message = `${quote(list)} has ${size} items; a loop may have at most ${maximum}.`;
          return { transition: { type: 'fail', code: 'loop_items', message } };
        }
        const value = loop.items[loop.index];
        if (value === undefined) return { loop: null, transition: goTo('done') };
        const assign = [{ name: item, value }];
        if (index !== undefined) assign.push({ name: index, value: loop.index });
        return { assign, loop, transition: goTo('body') };
      },
    };
  },
};

function startLoop(code: CompiledExpression, context: NodeContext): Loop {
  const value: Json = evaluateExpression(code, context);
  if (Array.isArray(value)) return { items: value, index: 0 };
  if (value !== null) context.notes.push(`${quote(code.source)} is not a list and was treated as empty.`);
  return { items: [], index: 0 };
}
