import type { Json, JsonObject } from '@/server/engine/json';
import { isJsonObject } from '@/server/shared/json';

/** A chat completion whose parts are joined as they arrive. */
export type JoinedCompletion = {
  add(part: Json): void;
  /** The text of the reply so far. */
  text(): string;
  /** Whether the server has said why the reply ends, or that it failed. */
  isFinished(): boolean;
  /** The completion as a request that is not streamed gets it. */
  body(): JsonObject;
};

/** More calls of tools in one reply are ignored. */
const MAX_TOOL_CALLS = 100;
/** Fields of parts that stand beside the choices of a completion. */
const COMMON = ['id', 'created', 'model', 'usage', 'error'] as const;
/** Fields of a message whose parts are joined. */
const TEXTS = ['content', 'refusal', 'reasoning', 'reasoning_content'] as const;

type ToolCall = { id: string; name: string; arguments: string };

/** Joins the parts of the first choice of a completion. */
export function joinCompletion(): JoinedCompletion {
  const common: JsonObject = {};
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  const calls = new Map<number, ToolCall>();
  let reason: Json = null;

  const add: JoinedCompletion['add'] = (part) => {
    if (!isJsonObject(part)) return;
    for (const name of COMMON) if (part[name] !== undefined && part[name] !== null) common[name] = part[name];
    const choice = listOf(part.choices).find((one) => isJsonObject(one) && (one.index ?? 0) === 0);
    if (!isJsonObject(choice)) return;
    reason = choice.finish_reason ?? reason;
    const delta = isJsonObject(choice.delta) ? choice.delta : {};
    for (const name of TEXTS)
      if (typeof delta[name] === 'string') texts[name] = (texts[name] ?? '') + delta[name];
    for (const call of listOf(delta.tool_calls)) if (isJsonObject(call)) addCall(calls, call);
  };

  return {
    add,
    text: () => texts.content ?? '',
    isFinished: () => reason !== null || common.error !== undefined,
    body: () => ({
      object: 'chat.completion',
      ...common,
      choices: [{ index: 0, message: toMessage(texts, calls), finish_reason: reason }],
    }),
  };
}

function addCall(calls: Map<number, ToolCall>, part: JsonObject): void {
  const index = typeof part.index === 'number' ? part.index : calls.size;
  const call = calls.get(index) ?? { id: '', name: '', arguments: '' };
  if (!calls.has(index) && calls.size >= MAX_TOOL_CALLS) return;
  const given = isJsonObject(part.function) ? part.function : {};
  if (typeof part.id === 'string' && part.id !== '') call.id = part.id;
  if (typeof given.name === 'string') call.name += given.name;
  if (typeof given.arguments === 'string') call.arguments += given.arguments;
  calls.set(index, call);
}

function toMessage(texts: JsonObject, calls: ReadonlyMap<number, ToolCall>): JsonObject {
  const ordered = [...calls].sort(([a], [b]) => a - b).map(([, call]) => call);
  return {
    role: 'assistant',
    content: null,
    ...texts,
    ...(ordered.length > 0 && {
      tool_calls: ordered.map(({ id, ...asked }) => ({ id, type: 'function', function: asked })),
    }),
  };
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
