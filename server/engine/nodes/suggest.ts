import type { Code } from '../compile';
import { leaveBy } from '../move';
import { effectKey, type NodeContext } from '../turn/context';
import { evaluateCode, textOf } from '../turn/rendering';
import { NEXT, type NodeBehaviour } from './behaviour';

/** Proposes a reply to the person who answers, and goes on; one that renders to nothing is not proposed. */
export const suggest: NodeBehaviour<'suggest'> = {
  rest: 'none',
  exits: () => [...NEXT],
  compile(node, compiler) {
    const template = compiler.text('/text', node.text);
    const code = node.score === undefined ? null : compiler.expression('/score', node.score);
    return {
      enter(context) {
        const text = textOf(template, context);
        if (text.trim() === '') {
          context.notes.push('There is nothing to suggest.');
          return { go: leaveBy('next') };
        }
        const score = code && readScore(code, context);
        return {
          effects: [{ type: 'suggest', key: effectKey(context), text, score }],
          go: leaveBy('next'),
        };
      },
    };
  },
};

/** A number held to 0 to 1; null for anything else. */
function readScore(code: Code, context: NodeContext): number | null {
  const value = evaluateCode(code, context);
  return typeof value === 'number' ? Math.min(1, Math.max(0, value)) : null;
}
