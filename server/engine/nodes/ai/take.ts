import { cutText } from '../../data/cut-text';
import type { Json } from '../../json';
import type { EffectError, HttpResult, ModelUsage } from '../../protocol';
import { listViolations } from '../../schema/list-violations';
import type { ModelRun } from '../../session';
import { failCall, toErrorVariable, traceCall } from '../calls/outgoing-call';
import type { NodeContext } from '../contract/node-context';
import { goTo, type NodeResult, type ResumeInputOf } from '../contract/node-result';
import { countResponse, findExceeded } from './limits';
import { explainFailure, readCompletion, readUsage, toBody } from './reply';
import { toRepairMessages } from './request';
import {
  type Asking,
  askAgain,
  createRun,
  FAILURE,
  fallBack,
  leave,
  mayFallBack,
  sendRound,
  serverOf,
  stop,
} from './rounds';
import { readToolCalls, resolveToolCall, toArguments, toAskingMessage, toResultMessage } from './tools';

/** A longer list of violations is cut. */
const MAX_MESSAGE_CHARS = 500;

/** Takes the response of a model: runs the tools that it asks for, or stores its reply. */
export function takeResponse(asking: Asking, result: HttpResult, context: NodeContext): NodeResult {
  const before = context.model ?? createRun(context.wait);
  // Tokens are billed even if the reply is invalid.
  const usage = readUsage(result.body, result.model ?? serverOf(asking, before).modelName(context));
  const run = asking.keepsRounds ? countResponse(before, result, usage) : before;
  const body = toBody(result.body);
  const taken = takeTools(asking, run, body, context) ?? takeReply(asking, run, result, context);
  return { ...taken, trace: joinTrace(traceCall(context, { result }), taken.trace, usage) };
}

/** Takes the failure of a call. */
export function takeFailure(asking: Asking, given: EffectError, context: NodeContext): NodeResult {
  const error = { ...given, message: explainFailure(given) };
  const run = context.model ?? createRun(context.wait);
  if (!mayFallBack(asking, run)) return leave(asking, failCall(error, context, FAILURE));
  const trace = traceCall(context, { error });
  const sent = fallBack(asking, run, error.message, context);
  return { ...sent, trace: joinTrace(trace, sent.trace, null) };
}

/** Takes the output of a flow that the model called as a tool. */
export function takeOutput(
  asking: Asking,
  { output, failure }: ResumeInputOf<'returned'>,
  context: NodeContext,
): NodeResult {
  const { model } = context;
  const [call, ...calls] = model?.calls ?? [];
  if (!model || !call) return { transition: { type: 'ignored', reason: 'no tool runs' } };
  const value = failure === undefined ? output : { error: failure };
  const turns = [...model.turns, toResultMessage(call, value)];
  const result = runTools(asking, { ...model, calls, turns }, context);
  const ran = { name: call.name, arguments: toArguments(call), result: value };
  return { ...result, trace: { ...result.trace, tools: [ran] } };
}

/** Runs the next tool that the model asked for; without one, asks the model again. */
function runTools(asking: Asking, run: ModelRun, context: NodeContext): NodeResult {
  let { calls, turns } = run;
  for (let asked = calls[0]; asked !== undefined; asked = calls[0]) {
    const tool = resolveToolCall(asked, asking.node.tools ?? [], context.calls);
    if (tool.ok) {
      const { flow, variables } = tool;
      const call = { type: 'call' as const, flow, variables, replaces: false, shares: false };
      return { model: { ...run, calls, turns }, transition: call };
    }
    context.notes.push(tool.reason);
    turns = [...turns, toResultMessage(asked, { error: tool.reason })];
    calls = calls.slice(1);
  }
  return askAgain(asking, { ...run, calls, turns }, context);
}

/** Takes the tools that a completion asks for; null if it asks for none. */
function takeTools(asking: Asking, run: ModelRun, body: Json, context: NodeContext): NodeResult | null {
  const { tools = [], limits } = asking.node;
  const calls = tools.length > 0 ? readToolCalls(body) : [];
  if (calls.length === 0) return null;
  const exceeded = findExceeded(run, limits);
  const asked = { ...run, calls, turns: [...run.turns, toAskingMessage(body, calls)] };
  // Without another round nobody would read the results.
  const result = exceeded ? stop(asking, exceeded, context) : runTools(asking, asked, context);
  const listed = calls.map((call) => ({ name: call.name, arguments: toArguments(call) }));
  return { ...result, trace: { ...result.trace, tools: listed } };
}

function takeReply(asking: Asking, run: ModelRun, result: HttpResult, context: NodeContext): NodeResult {
  const { variable, schema } = asking.node;
  const reply = readCompletion(result.body, schema !== undefined);
  if (!reply.ok) {
    const { code, reason } = reply;
    return code === 'model_error' && mayFallBack(asking, run)
      ? fallBack(asking, run, reason, context)
      : reject(asking, { code, message: reason }, result, context);
  }
  const violations = schema ? listViolations(schema, reply.value) : [];
  if (violations.length === 0) {
    const kept = remember(asking, run, reply.value, context);
    const assign = [{ name: variable, value: reply.value }, ...kept];
    // A reply with a schema is data, not words.
    return leave(asking, { assign, ...(!schema && { discloses: true }), transition: goTo('next') });
  }
  const message = explainViolations(violations);
  if (run.repaired) return reject(asking, { code: 'schema_mismatch', message }, result, context);
  context.notes.push(`${message} The model is asked once to correct it.`);
  const repair = { reply: reply.value, violations };
  if (!asking.keepsRounds) return sendRound(asking, run, context, repair);
  const turns = [...run.turns, ...toRepairMessages(repair)];
  return askAgain(asking, { ...run, repaired: true, turns }, context);
}

function remember(
  { conversation, keepsRounds, node }: Asking,
  run: ModelRun,
  reply: Json,
  context: NodeContext,
) {
  if (!node.history) return [];
  const question = keepsRounds ? run.question : conversation.render(context, null).question;
  return conversation.remember(question, reply, context);
}

function reject(
  asking: Asking,
  error: { code: string; message: string },
  result: HttpResult,
  context: NodeContext,
): NodeResult {
  context.notes.push(error.message);
  return leave(asking, { assign: [toErrorVariable(error, result, context)], transition: goTo(FAILURE) });
}

/** The trace of a response, with what followed from it. */
function joinTrace(
  call: NodeResult['trace'],
  next: NodeResult['trace'],
  usage: ModelUsage | null,
): NodeResult['trace'] {
  return { ...call, ...(usage && { usage }), ...(next?.tools && { tools: next.tools }) };
}

function explainViolations(violations: readonly string[]): string {
  return cutText(`The reply does not match the schema: ${violations.join('; ')}.`, MAX_MESSAGE_CHARS);
}
