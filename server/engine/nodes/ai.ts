import type { NodeOf } from '../definition/node';
import { checkParameters, checkQuestion, checkServer, checkStream } from './ai/request';
import { compileAsking, createRun, FAILURE, LIMIT, leave, sendRound } from './ai/rounds';
import { takeFailure, takeOutput, takeResponse } from './ai/take';
import { checkTools } from './ai/tools';
import { compileInterruption, listInterruptedExit } from './calls/interruption';
import { ERROR, isSuccess, toStatusError } from './calls/outgoing-call';
import type { NodeBehavior } from './contract/node-behavior';

/**
 * Holds a conversation with a model and stores its reply. The model may call flows as tools, one after the other, and is asked
 * again with their results. A reply that does not match the schema is sent back once. A failure sets `error`.
 */
export const ai: NodeBehavior<'ai'> = {
  waitsFor: 'call',
  failsBy: FAILURE,
  exits: (node) => [
    { name: 'next', expected: true },
    { name: FAILURE, expected: true },
    ...(isLimited(node) ? [{ name: LIMIT, expected: true }] : []),
    ...listInterruptedExit(node),
  ],
  assigns: ({ variable, history }) => [variable, ERROR, ...(history ? [history.variable] : [])],
  check: (node) => [
    ...checkServer(node),
    ...(node.fallback ? checkServer(node.fallback, '/fallback') : []),
    ...checkQuestion(node),
    ...checkParameters(node),
    ...checkStream(node),
    ...checkTools(node),
  ],
  compile(node, compiler) {
    const asking = compileAsking(node, compiler);
    return {
      enter: (context) => sendRound(asking, createRun(null), context),
      resume: {
        succeeded: ({ result }, context) =>
          isSuccess(result)
            ? takeResponse(asking, result, context)
            : takeFailure(asking, toStatusError(result), context),
        failed: ({ error }, context) => takeFailure(asking, error, context),
        returned: (input, context) => takeOutput(asking, input, context),
        ...compileInterruption(node, (result) => leave(asking, result)),
      },
    };
  },
};

function isLimited({ tools = [], limits }: NodeOf<'ai'>): boolean {
  return tools.length > 0 || limits !== undefined;
}
