import { clipJson } from '../../expression/values/clip-json';
import type { Json } from '../../json';
import type { EffectError, HttpRequest, HttpResult } from '../../protocol';
import { effectKey, type NodeContext } from '../contract/node-context';
import { type Assignment, goTo, type NodeResult } from '../contract/node-result';

/** The variable that describes a failed call: `{ code, message, status }`. */
export const ERROR = 'error';

/** A rendered request, or why there is none. */
export type RenderedRequest = { ok: true; value: HttpRequest } | { ok: false; code: string; reason: string };

type CallOutcome = { result?: HttpResult; error?: EffectError };

/** Starts a call and waits for its result. Without a request, takes `exit` with `error` set. */
export function beginCall(request: RenderedRequest, context: NodeContext, exit: string): NodeResult {
  if (!request.ok) {
    context.notes.push(request.reason);
    return { assign: [toErrorVariable(request.code, request.reason, null)], transition: goTo(exit) };
  }
  const key = effectKey(context);
  const { url, body } = request.value;
  const shown = { ...request.value, url: String(clipJson(url)), body: body && String(clipJson(body)) };
  return {
    effects: [{ type: 'http.call', key, nodeId: context.nodeId, request: request.value }],
    trace: { effect: { key, request: shown } },
    transition: { type: 'wait', wait: { type: 'effect', effect: key } },
  };
}

/** Takes `exit` with `error` set. */
export function failCall(error: EffectError, context: NodeContext, exit: string): NodeResult {
  const variable = toErrorVariable(error.code, error.message, error.response?.status ?? null);
  return { assign: [variable], trace: traceCall(context, { error }), transition: goTo(exit) };
}

export function toErrorVariable(code: string, message: string, status: number | null): Assignment {
  return { name: ERROR, value: { code, message, status } satisfies Json };
}

/** True for a 2xx status. */
export function isSuccess({ status }: HttpResult): boolean {
  return status >= 200 && status <= 299;
}

/** Converts a response outside 2xx to an error, for callers that report it as `effect.succeeded`. */
export function toStatusError(response: HttpResult): EffectError {
  const { status, attempts, durationMs } = response;
  return {
    code: 'status',
    message: `The server responded with status ${status}.`,
    attempts,
    durationMs,
    response,
  };
}

/** The result of a call for the trace; large bodies are clipped. */
export function traceCall({ wait }: NodeContext, { result, error }: CallOutcome): NodeResult['trace'] {
  const key = wait?.type === 'effect' ? wait.effect : '';
  if (result) return { effect: { key, result: clipResult(result) } };
  if (!error) return { effect: { key } };
  const response = error.response && clipResult(error.response);
  return { effect: { key, error: { ...error, ...(response && { response }) } } };
}

function clipResult(result: HttpResult): HttpResult {
  return { ...result, body: clipJson(result.body) };
}
