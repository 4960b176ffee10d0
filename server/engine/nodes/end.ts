import { renderData, renderText } from '../rendering/render-data';
import type { NodeBehavior } from './contract/node-behavior';

/** Ends the flow with an output, which completes the session or returns to the calling flow. */
export const end: NodeBehavior<'end'> = {
  waitsFor: 'nothing',
  exits: () => [],
  compile(node, compiler) {
    const text = node.text === undefined ? null : compiler.localized('/text', node.text);
    const output = node.output === undefined ? null : compiler.data('/output', node.output);
    return {
      enter: (context) => ({
        transition: {
          type: 'finish',
          text: text && renderText(text, context),
          output: output && renderData(output, context),
        },
      }),
    };
  },
};
