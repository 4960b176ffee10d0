import { parseJsonKeepingNumbers } from '@/server/shared/json-numbers';
import { cutText } from '../../data/cut-text';
import { isJsonObject } from '../../data/is-json-object';
import { toPlainData, toStorableText } from '../../data/plain-data';
import type { Json, JsonObject } from '../../json';
import type { EffectError, ModelUsage } from '../../protocol';

/** The reply of a model, or why it cannot be used. */
export type Completion = { ok: true; value: Json } | { ok: false; code: string; reason: string };

const CUT_OFF = 'length';
/** Larger counts are treated as invalid. */
const MAX_TOKENS = 1_000_000_000;
const MAX_MODEL_CHARS = 200;
/** Longer error messages of a server are truncated. */
const MAX_MESSAGE_CHARS = 500;

/** Reads the reply from a chat completion: its text, or its parsed JSON if `isJson`. */
export function readCompletion(body: Json, isJson: boolean): Completion {
  const [choice] = listOf(objectOf(body).choices);
  const { message, finish_reason: reason } = objectOf(choice);
  const { content, refusal } = objectOf(message);
  if (typeof refusal === 'string' && refusal !== '') {
    return rejectReply('refused', `The model refused: ${cutText(refusal, MAX_MESSAGE_CHARS)}`);
  }
  if (typeof content !== 'string') return rejectReply('invalid_reply', 'The response contains no reply.');
  if (!isJson) return { ok: true, value: content };
  const value = parseJson(content);
  if (value !== undefined) return { ok: true, value: toPlainData(value) };
  const why = reason === CUT_OFF ? ': it was cut off at the maximum number of tokens' : '';
  return rejectReply('invalid_reply', `The reply is not valid JSON${why}.`);
}

/** Reads the token counts of a response; null if they are missing or invalid. */
export function readUsage(body: Json, model: string): ModelUsage | null {
  const {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: total,
  } = objectOf(objectOf(body).usage);
  if (!isCount(prompt) || !isCount(completion)) return null;
  return {
    model: toStorableText(cutText(model, MAX_MODEL_CHARS)),
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: isCount(total) ? total : prompt + completion,
  };
}

/** Explains a failed call, with the server's own message if it has one. */
export function explainFailure({ message, response }: EffectError): string {
  const { error } = objectOf(response?.body);
  const own = typeof error === 'string' ? error : objectOf(error).message;
  return typeof own === 'string' && own !== '' ? `${message} ${cutText(own, MAX_MESSAGE_CHARS)}` : message;
}

function rejectReply(code: string, reason: string): Completion {
  return { ok: false, code, reason };
}

function parseJson(text: string): Json | undefined {
  try {
    return parseJsonKeepingNumbers(text) as Json;
  } catch {
    return undefined;
  }
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_TOKENS;
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
