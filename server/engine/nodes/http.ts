import type { Json } from '../json';
import { leaveBy, type Move } from '../move';
import type { EffectError, HttpResult } from '../protocol';
import { effectKey, type NodeContext } from '../turn/context';
import { clipJson } from '../turn/trace';
import { assignInOrder, compileAssignments } from './assign';
import { type NodeBehaviour, nodeError } from './behaviour';
import { compileRequest, isWebAddress } from './http-request';

/** The variable that says why a call failed: `{ code, message, status }`. */
const ERROR = 'error';

/** Calls an HTTP endpoint and waits for what comes of it; a failure sets `error`. */
export const http: NodeBehaviour<'http'> = {
  rest: 'call',
  exits: () => [
    { name: 'success', expected: true },
    { name: 'failure', expected: true },
  ],
  assigns: ({ save }) => [...save.map(({ variable }) => variable), ERROR],
  check: ({ url }) =>
    url.includes('{{') || isWebAddress(url)
      ? []
      : [nodeError('http_url', '/url', 'The address must begin with http:// or https://.')],
  compile(node, compiler) {
    const request = compileRequest(node, compiler);
    const save = compileAssignments(node.save, compiler, '/save', ['response']);
    return {
      enter: (context) => call(request(context), context),
      wake: {
        succeeded: ({ result }, context) => {
          if (!isSuccess(result.status)) return fail(toStatusError(result), context);
          const { status, headers, body } = result;
          const assign = assignInOrder(save, context, { response: { status, headers, body } });
          return { assign, trace: traceResult(context, { result }), go: leaveBy('success') };
        },
        failed: ({ error }, context) => fail(error, context),
      },
    };
  },
};

function call(request: ReturnType<ReturnType<typeof compileRequest>>, context: NodeContext): Move {
  if (!request.ok) {
    context.notes.push(request.reason);
    return { assign: [toErrorVariable('invalid_url', request.reason, null)], go: leaveBy('failure') };
  }
  const key = effectKey(context);
  const { url, body } = request.value;
  const shown = { ...request.value, url: String(clipJson(url)), body: body && String(clipJson(body)) };
  return {
    effects: [{ type: 'http.call', key, nodeId: context.nodeId, request: request.value }],
    trace: { effect: { key, request: shown } },
    go: { to: 'wait', wait: { type: 'effect', effect: key } },
  };
}

function fail(error: EffectError, context: NodeContext): Move {
  const variable = toErrorVariable(error.code, error.message, error.response?.status ?? null);
  return { assign: [variable], trace: traceResult(context, { error }), go: leaveBy('failure') };
}

function toErrorVariable(
  code: string,
  message: string,
  status: number | null,
): { name: string; value: Json } {
  return { name: ERROR, value: { code, message, status } };
}

/** A shell that tells of a response outside 2xx as a success is understood as well. */
function toStatusError(response: HttpResult): EffectError {
  const { status, attempts, durationMs } = response;
  return { code: 'status', message: `The server answered ${status}.`, attempts, durationMs, response };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

type Outcome = { result?: HttpResult; error?: EffectError };

function traceResult({ wait }: NodeContext, { result, error }: Outcome): Move['trace'] {
  const key = wait?.type === 'effect' ? wait.effect : '';
  if (result) return { effect: { key, result: clipResult(result) } };
  if (!error) return { effect: { key } };
  const response = error.response && clipResult(error.response);
  return { effect: { key, error: { ...error, ...(response && { response }) } } };
}

function clipResult(result: HttpResult): HttpResult {
  return { ...result, body: clipJson(result.body) };
}
