import type { CompiledExpression } from '../compile/compiler';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { renderText } from '../rendering/render-data';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { effectKey, type NodeContext } from './contract/node-context';
import { goTo } from './contract/node-result';

/** Suggests a reply to the person in control. A text that renders empty is skipped. */
export const suggest: NodeBehavior<'suggest'> = {
  waitsFor: 'nothing',
  exits: () => [...NEXT],
  compile(node, compiler) {
    const template = compiler.localized('/text', node.text);
    const code = node.score === undefined ? null : compiler.expression('/score', node.score);
    return {
      enter(context) {
        const text = renderText(template, context);
        if (text.trim() === '') {
          context.notes.push('The text is empty, so nothing was suggested.');
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

/** A number clamped to 0 to 1; null for other values. */
function readScore(code: CompiledExpression, context: NodeContext): number | null {
  const value = evaluateExpression(code, context);
  return typeof value === 'number' ? Math.min(1, Math.max(0, value)) : null;
}
