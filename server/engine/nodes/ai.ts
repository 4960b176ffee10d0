import type { EffectError, HttpResult } from '../protocol';
import { renderText } from '../rendering/render-data';
import { explainFailure, readCompletion, readUsage } from './calls/ai-reply';
import { compileAiRequest } from './calls/ai-request';
import { checkUrl } from './calls/check-request';
import {
  beginCall,
  ERROR,
  failCall,
  isSuccess,
  toErrorVariable,
  toStatusError,
  traceCall,
} from './calls/outgoing-call';
import type { NodeBehavior } from './contract/node-behavior';
import type { NodeContext } from './contract/node-context';
import { goTo, type NodeResult } from './contract/node-result';

const FAILURE = 'error';

/** Requests a chat completion and stores the reply. A failure sets `error`. */
export const ai: NodeBehavior<'ai'> = {
  waitsFor: 'call',
  exits: () => [
    { name: 'next', expected: true },
    { name: FAILURE, expected: true },
  ],
  assigns: ({ variable }) => [variable, ERROR],
  check: ({ url }) => checkUrl(url),
  compile(node, compiler) {
    const request = compileAiRequest(node, compiler);
    const model = compiler.text('/model', node.model);
    const { variable, schema } = node;
    const take = (result: HttpResult, context: NodeContext): NodeResult => {
      // Tokens are billed even if the reply is invalid.
      const usage = readUsage(result.body, renderText(model, context).trim());
      const trace = { ...traceCall(context, { result }), ...(usage && { usage }) };
      const reply = readCompletion(result.body, schema !== undefined);
      if (reply.ok)
        return { assign: [{ name: variable, value: reply.value }], trace, transition: goTo('next') };
      context.notes.push(reply.reason);
      return {
        assign: [toErrorVariable({ code: reply.code, message: reply.reason }, result, context)],
        trace,
        transition: goTo(FAILURE),
      };
    };
    const fail = (error: EffectError, context: NodeContext): NodeResult =>
      failCall({ ...error, message: explainFailure(error) }, context, FAILURE);
    return {
      enter: (context) => beginCall(request(context), context, FAILURE),
      resume: {
        succeeded: ({ result }, context) =>
          isSuccess(result) ? take(result, context) : fail(toStatusError(result), context),
        failed: ({ error }, context) => fail(error, context),
      },
    };
  },
};
