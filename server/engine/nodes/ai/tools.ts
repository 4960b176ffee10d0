import { parseJsonKeepingNumbers } from '@/server/shared/json-numbers';
import { cutText } from '../../data/cut-text';
import { isJsonObject } from '../../data/is-json-object';
import { toPlainRecord, toStorableText } from '../../data/plain-data';
import { quote } from '../../data/quote';
import { setOwn } from '../../data/set-own';
import type { NodeOf } from '../../definition/node';
import { type NodeProblem, nodeError } from '../../definition/problem';
import { SELF_FLOW } from '../../definition/self-flow';
import type { Json, JsonObject } from '../../json';
import { findProperty } from '../../schema/declared';
import { listViolations } from '../../schema/list-violations';
import type { ToolCall } from '../../session';
import type { CalledFlow } from '../contract/node-context';

type Tool = NonNullable<NodeOf<'ai'>['tools']>[number];
type Called = ReadonlyMap<string, CalledFlow>;

/** More tools are not called in one round. */
const MAX_CALLS = 20;
const MAX_ID_CHARS = 200;
const MAX_NAME_CHARS = 64;
const MAX_ARGUMENT_CHARS = 20_000;
/** More of the result of a tool is not sent to the model. */
const MAX_RESULT_CHARS = 20_000;
const NO_INPUTS: JsonObject = { type: 'object', properties: {} };

/** Reports flows that are given twice, and the flow itself, whose rounds would not end. */
export function checkTools({ tools = [] }: Pick<NodeOf<'ai'>, 'tools'>): NodeProblem[] {
  return tools.flatMap(({ flow }, index) => {
    if (flow === SELF_FLOW)
      return [nodeError('tool_self', `/tools/${index}/flow`, 'A flow cannot be a tool of its own model.')];
    const isRepeat = tools.slice(0, index).some((other) => toToolName(other.flow) === toToolName(flow));
    const message = `The flow ${quote(flow)} is a tool already. Remove one of them.`;
    return isRepeat ? [nodeError('repeated_tool', `/tools/${index}/flow`, message)] : [];
  });
}

/** The tools of a request in the wire format, with the inputs that their flows declare. */
export function toToolList(tools: readonly Tool[], called: Called): JsonObject[] {
  return tools.map(({ flow, description }) => ({
    type: 'function',
    function: {
      name: toToolName(flow),
      description,
      parameters: called.get(flow)?.inputs ?? NO_INPUTS,
    },
  }));
}

/** The name of a flow as a tool: the wire format allows no other characters. */
export function toToolName(flow: string): string {
  return flow.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, MAX_NAME_CHARS);
}

/** Reads the tools that a completion asks for; none if it is a reply, is cut off or reports an error. */
export function readToolCalls(body: Json): ToolCall[] {
  const choices = isJsonObject(body) && !body.error ? body.choices : null;
  const [choice] = Array.isArray(choices) ? choices : [];
  if (!isJsonObject(choice) || choice.finish_reason === 'length' || choice.finish_reason === 'content_filter')
    return [];
  const { message } = choice as JsonObject;
  const calls = isJsonObject(message) ? message.tool_calls : null;
  return (Array.isArray(calls) ? calls : []).slice(0, MAX_CALLS).flatMap((call, index) => {
    const asked = isJsonObject(call) ? call.function : null;
    if (!isJsonObject(call) || !isJsonObject(asked) || typeof asked.name !== 'string') return [];
    const id = typeof call.id === 'string' && call.id !== '' ? call.id : `call_${index}`;
    return [
      {
        id: toStorableText(cutText(id, MAX_ID_CHARS)),
        name: toStorableText(cutText(asked.name, MAX_NAME_CHARS)),
        arguments: toArgumentText(asked.arguments),
      },
    ];
  });
}

/** Some servers send the arguments as an object. Those that are too long are left out, so that the tool refuses them. */
function toArgumentText(given: Json | undefined): string {
  const text = typeof given === 'string' ? given : JSON.stringify(given ?? {});
  return text.length > MAX_ARGUMENT_CHARS ? '' : toStorableText(text);
}

/** The message of the model that asks for tools, as the next request repeats it. */
export function toAskingMessage(body: Json, calls: readonly ToolCall[]): JsonObject {
  const choices = isJsonObject(body) ? body.choices : null;
  const [choice] = Array.isArray(choices) ? choices : [];
  const message = isJsonObject(choice) ? choice.message : null;
  const content = isJsonObject(message) && typeof message.content === 'string' ? message.content : null;
  return {
    role: 'assistant',
    content: content && toStorableText(cutText(content, MAX_RESULT_CHARS)),
    tool_calls: calls.map(({ id, name, arguments: given }) => ({
      id,
      type: 'function',
      function: { name, arguments: given },
    })),
  };
}

/** The message with the result of a tool. */
export function toResultMessage({ id }: ToolCall, result: Json): JsonObject {
  return { role: 'tool', tool_call_id: id, content: cutText(JSON.stringify(result), MAX_RESULT_CHARS) };
}

/** The arguments of a call for the trace. */
export function toArguments({ arguments: given }: ToolCall): Json {
  return parseArguments(given) ?? given;
}

type Resolved = { ok: true; flow: string; variables: JsonObject } | { ok: false; reason: string };

/**
 * Finds the flow of a call and the variables that it gives. Only inputs that the flow declares are given, so that a model sets no
 * other variable.
 */
export function resolveToolCall(call: ToolCall, tools: readonly Tool[], called: Called): Resolved {
  const tool = tools.find(({ flow }) => toToolName(flow) === call.name);
  const names = tools.map(({ flow }) => toToolName(flow)).join(', ');
  if (!tool) return refuse(`There is no tool ${quote(call.name)}. The tools are: ${names}.`);
  const flow = called.get(tool.flow);
  if (!flow) return refuse(`The tool ${quote(call.name)} is not available.`);
  const given = parseArguments(call.arguments);
  if (given === null)
    return refuse('The arguments are not a JSON object, or have more than 20,000 characters.');
  const violations = listViolations(flow.inputs ?? NO_INPUTS, given, 'the arguments');
  if (violations.length > 0) return refuse(`The arguments are invalid: ${violations.join('; ')}.`);
  const variables: JsonObject = {};
  for (const [name, value] of Object.entries(given))
    if (findProperty(flow.inputs ?? NO_INPUTS, name) !== undefined) setOwn(variables, name, value);
  return { ok: true, flow: tool.flow, variables };
}

function parseArguments(text: string): JsonObject | null {
  try {
    const value = parseJsonKeepingNumbers(text) as Json;
    return isJsonObject(value) ? toPlainRecord(value as JsonObject) : null;
  } catch {
    return null;
  }
}

function refuse(reason: string): Resolved {
  return { ok: false, reason };
}
