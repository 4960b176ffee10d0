import { cutText } from '../data/cut-text';
import type { Json } from '../json';
import type { EffectError, HttpResult } from '../protocol';
import { renderText } from '../rendering/render-data';
import { listViolations } from '../schema/list-violations';
import { explainFailure, readCompletion, readUsage } from './calls/ai-reply';
import { checkParameters, compileAiRequest } from './calls/ai-request';
import { checkCredential, checkUrl } from './calls/check-request';
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
/** A longer list of violations is cut. */
const MAX_MESSAGE_CHARS = 500;

/**
 * Requests a chat completion and stores the reply. A reply that does not match the schema is sent back once. A failure
 * sets `error`.
 */
export const ai: NodeBehavior<'ai'> = {
  waitsFor: 'call',
  failsBy: 'error',
  exits: () => [
    { name: 'next', expected: true },
    { name: FAILURE, expected: true },
  ],
  assigns: ({ variable }) => [variable, ERROR],
  check: (node) => [
    ...checkUrl(node.url),
    ...checkCredential('/apiKey', node.apiKey),
    ...checkParameters(node),
  ],
  compile(node, compiler) {
    const request = compileAiRequest(node, compiler);
    const model = compiler.text('/model', node.model);
    const { variable, schema } = node;
    const take = (result: HttpResult, context: NodeContext): NodeResult => {
      // Tokens are billed even if the reply is invalid.
      const usage = readUsage(result.body, renderText(model, context).trim());
      const trace = { ...traceCall(context, { result }), ...(usage && { usage }) };
      const reject = (code: string, message: string): NodeResult => {
        context.notes.push(message);
        return {
          assign: [toErrorVariable({ code, message }, result, context)],
          trace,
          transition: goTo(FAILURE),
        };
      };
      const reply = readCompletion(result.body, schema !== undefined);
      if (!reply.ok) return reject(reply.code, reply.reason);
      const violations = schema ? listViolations(schema, reply.value) : [];
      if (violations.length === 0)
        return { assign: [{ name: variable, value: reply.value }], trace, transition: goTo('next') };
      const message = explainViolations(violations);
      if (isRepair(context)) return reject('schema_mismatch', message);
      context.notes.push(`${message} The model is asked once to correct it.`);
      return { ...askForRepair(reply.value, violations, context), trace };
    };
    const askForRepair = (reply: Json, violations: string[], context: NodeContext): NodeResult => {
      const call = beginCall(request(context, { reply, violations }), context, FAILURE);
      const { transition } = call;
      if (transition.type !== 'wait' || transition.wait.type !== 'effect') return call;
      return { ...call, transition: { type: 'wait', wait: { ...transition.wait, repair: true } } };
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

function isRepair({ wait }: NodeContext): boolean {
  return wait?.type === 'effect' && wait.repair === true;
}

function explainViolations(violations: readonly string[]): string {
  return cutText(`The reply does not match the schema: ${violations.join('; ')}.`, MAX_MESSAGE_CHARS);
}
