import { cutText } from '../../data/cut-text';
import { countChars } from '../../data/plain-data';
import { clipJson } from '../../expression/values/clip-json';
import type { JsonObject } from '../../json';
import type { EffectError, HttpRequest, HttpResult } from '../../protocol';
import { effectKey, type NodeContext } from '../contract/node-context';
import { type Assignment, goTo, type NodeResult } from '../contract/node-result';

/** The variable that describes a failed call: `{ code, message, status, response? }`. */
export const ERROR = 'error';

/** More of the body of a failed response is not kept in the state. */
const MAX_KEPT_CHARS = 20_000;

/** A rendered request, or why there is none. */
export type RenderedRequest = { ok: true; value: HttpRequest } | { ok: false; code: string; reason: string };

type CallOutcome = { result?: HttpResult; error?: EffectError };

/** Starts a call and waits for its result. Without a request, takes `exit` with `error` set. */
export function beginCall(request: RenderedRequest, context: NodeContext, exit: string): NodeResult {
  if (!request.ok) {
    context.notes.push(request.reason);
    const error = { code: request.code, message: request.reason };
    return { assign: [toErrorVariable(error, undefined, context)], transition: goTo(exit) };
  }
  const key = effectKey(context);
  const { secrets: _, ...visible } = request.value;
  const { url, body } = visible;
  const shown = { ...visible, url: String(clipJson(url)), body: body && String(clipJson(body)) };
  return {
    effects: [{ type: 'http.call', key, nodeId: context.nodeId, request: request.value }],
    trace: { effect: { key, request: shown } },
    transition: { type: 'wait', wait: { type: 'effect', effect: key } },
  };
}

/** Takes `exit` with `error` set. */
export function failCall(error: EffectError, context: NodeContext, exit: string): NodeResult {
  const variable = toErrorVariable(error, error.response, context);
  return { assign: [variable], trace: traceCall(context, { error }), transition: goTo(exit) };
}

/** The assignment of `error`. */
export function toErrorVariable(
  { code, message }: { code: string; message: string },
  response: HttpResult | undefined,
  { notes }: NodeContext,
): Assignment {
  const status = response?.status ?? null;
  const kept = response && keepResponse(response, notes);
  return { name: ERROR, value: { code, message, status, ...(kept && { response: kept }) } };
}

/** The response as `error` keeps it: a body that would fill the state of the session is cut or left out. */
function keepResponse({ status, headers, body, url }: HttpResult, notes: string[]): JsonObject {
  const head = { status, headers, ...(url !== undefined && { url }) };
  if (countChars(body, MAX_KEPT_CHARS) <= MAX_KEPT_CHARS) return { ...head, body };
  const isText = typeof body === 'string';
  const loss = isText ? 'cut' : 'left out of "error"';
  notes.push(`The body of the response has more than ${MAX_KEPT_CHARS} characters and was ${loss}.`);
  return { ...head, body: isText ? cutText(body, MAX_KEPT_CHARS) : null };
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
