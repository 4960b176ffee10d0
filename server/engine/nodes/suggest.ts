import type { CompiledExpression } from '../compile/compiler';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { renderText } from '../rendering/render-data';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { effectKey, type NodeContext } from './contract/node-context';
import { goTo } from './contract/node-result';

/** Proposes a reply to the person who answers, and goes on; one that renders to nothing is not proposed. */
export const suggest: NodeBehavior<'suggest'> = {
  waitsFor: 'nothing',
  exits: () => [...NEXT],
  compile(node, compiler) {
    const template = compiler.text('/text', node.text);
    const code = node.score === undefined ? null : compiler.expression('/score', node.score);
    return {
      enter(context) {
        const text = renderText(template, context);
        if (text.trim() === '') {
          context.notes.push('There is nothing to suggest.');
          return { transition: goTo('next') };
        }
        const score = code && readScore(code, context);
        return {
          effects: [{ type: 'suggest', key: effectKey(context), text, score }],
          transition: goTo('next'),
        };
      },
    };
  },
};

/** A number held to 0 to 1; null for anything else. */
function readScore(code: CompiledExpression, context: NodeContext): number | null {
  const value = evaluateExpression(code, context);
  return typeof value === 'number' ? Math.min(1, Math.max(0, value)) : null;
}
