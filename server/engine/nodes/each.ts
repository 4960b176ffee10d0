import type { Code } from '../compile';
import type { Json } from '../json';
import { leaveBy, type Move } from '../move';
import { quote } from '../quote';
import type { Loop } from '../session';
import type { NodeContext } from '../turn/context';
import { evaluateCode } from '../turn/rendering';
import type { NodeBehaviour } from './behaviour';

/** Walks a list as it was when the loop began: `body` for each item, coming back here advances, then `done`. */
export const each: NodeBehaviour<'each'> = {
  rest: 'none',
  boundedExits: ['body'],
  exits: () => [
    { name: 'body', expected: true },
    { name: 'done', expected: false },
  ],
  assigns: ({ item, index }) => (index === undefined ? [item] : [item, index]),
  compile({ list, item, index }, compiler) {
    const code = compiler.expression('/list', list);
    return {
      enter(context): Move {
        const loop = context.loop ? { ...context.loop, index: context.loop.index + 1 } : open(code, context);
        const size = loop.items.length;
        const maximum = context.limits.loopItems;
        if (size > maximum) {
          const message = `${quote(list)} has ${size} items; a loop may walk ${maximum}.`;
          return { go: { to: 'fail', code: 'loop_items', message } };
        }
        const value = loop.items[loop.index];
        if (value === undefined) return { loop: null, go: leaveBy('done') };
        const assign = [{ name: item, value }];
        if (index !== undefined) assign.push({ name: index, value: loop.index });
        return { assign, loop, go: leaveBy('body') };
      },
    };
  },
};

function open(code: Code, context: NodeContext): Loop {
  const value: Json = evaluateCode(code, context);
  if (Array.isArray(value)) return { items: value, index: 0 };
  if (value !== null) context.notes.push(`${quote(code.source)} is no list: taken as empty.`);
  return { items: [], index: 0 };
}
