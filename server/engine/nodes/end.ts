import { dataOf, textOf } from '../turn/rendering';
import type { NodeBehaviour } from './behaviour';

/** Ends the flow with an output: the session's, or what a called flow answers to its caller. */
export const end: NodeBehaviour<'end'> = {
  rest: 'none',
  exits: () => [],
  compile(node, compiler) {
    const text = node.text === undefined ? null : compiler.text('/text', node.text);
    const output = node.output === undefined ? null : compiler.data('/output', node.output);
    return {
      enter: (context) => ({
        go: {
          to: 'finish',
          text: text && textOf(text, context),
          output: output && dataOf(output, context),
        },
      }),
    };
  },
};
