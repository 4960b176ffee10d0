import { parseJsonKeepingNumbers } from '@/server/shared/json-numbers';
import { cutText } from '../../data/cut-text';
import { isJsonObject } from '../../data/is-json-object';
import { toPlainData, toStorableText } from '../../data/plain-data';
import type { Json, JsonObject } from '../../json';
import type { EffectError, ModelUsage } from '../../protocol';

/** The reply of a model, or why it cannot be used. */
export type Completion = { ok: true; value: Json } | { ok: false; code: string; reason: string };

const CUT_OFF = 'length';
const THOUGHT = '<think>';
const THOUGHT_END = '</think>';
/** Larger counts are treated as invalid. */
const MAX_TOKENS = 1_000_000_000;
const MAX_MODEL_CHARS = 200;
/** Longer error messages of a server are truncated. */
const MAX_MESSAGE_CHARS = 500;

/** Reads the reply from a chat completion: its text, or its parsed JSON if `isJson`. */
export function readCompletion(given: Json, isJson: boolean): Completion {
  const body = toBody(given);
  const own = readErrorMessage(body);
  if (own !== null) return rejectReply('model_error', `The server reported an error: ${own}`);
  const [choice] = listOf(objectOf(body).choices);
  const { message, finish_reason: reason } = objectOf(choice);
  const { content, refusal, reasoning, reasoning_content: reasoned } = objectOf(message);
  if (typeof refusal === 'string' && refusal !== '') {
    return rejectReply('refused', `The model refused: ${cutText(refusal, MAX_MESSAGE_CHARS)}`);
  }
  if (reason === 'content_filter')
    return rejectReply('content_filter', 'The content filter removed the reply.');
  if (reason === CUT_OFF)
    return rejectReply('cut_off', 'The reply was cut off at the maximum number of tokens.');
  const text = toReplyText(content);
  if (text === null && objectOf(message).content !== null)
    return rejectReply('invalid_reply', 'The response contains no reply.');
  if (text === null || text === '') {
    const thought = [reasoning, reasoned].some((part) => typeof part === 'string' && part !== '');
    return thought || (typeof content === 'string' && content.trim() !== '')
      ? rejectReply('reasoning_only', 'The reply contains reasoning but no answer.')
      : rejectReply('empty_reply', 'The reply is empty.');
  }
  if (!isJson) return { ok: true, value: text };
  const value = parseJson(withoutFence(text));
  return value === undefined
    ? rejectReply('invalid_reply', 'The reply is not valid JSON.')
    : { ok: true, value: toPlainData(value) };
}

/** The completion of a response; one served as text/plain is parsed all the same. */
export function toBody(body: Json): Json {
  return typeof body === 'string' ? (parseJson(withoutMark(body)) ?? body) : body;
}

/** The text of a reply, from parts too, without the section in which the model thought; null if there is none. */
function toReplyText(content: Json | undefined): string | null {
  const parts = Array.isArray(content) ? content.map((part) => objectOf(part).text) : [content];
  const texts = parts.filter((part): part is string => typeof part === 'string');
  if (texts.length === 0) return null;
  return withoutThoughts(withoutMark(texts.join('')));
}

/** The part of a reply that has arrived, as people may see it: without the section in which the model thinks. */
export function toShownReply(content: string): string {
  const start = content.trimStart();
  if (THOUGHT.startsWith(start.slice(0, THOUGHT.length))) return toShownThinking(start);
  return toStorableText(withoutOpenPair(content));
}

function toShownThinking(content: string): string {
  const end = content.lastIndexOf(THOUGHT_END);
  return end < 0 ? '' : toStorableText(withoutOpenPair(content.slice(end + THOUGHT_END.length).trimStart()));
}

// The second half of the character comes with the next part.
function withoutOpenPair(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}

function withoutThoughts(text: string): string {
  const end = text.lastIndexOf(THOUGHT_END);
  if (!text.trimStart().startsWith(THOUGHT)) return text.trim() === '' ? '' : text;
  return end < 0 ? '' : text.slice(end + THOUGHT_END.length).trim();
}

/** The content of a Markdown code block that is the complete text. */
function withoutFence(text: string): string {
  const lines = text.trim().split('\n');
  const isFenced = lines.length > 2 && lines[0]?.startsWith('```') && lines.at(-1)?.trim() === '```';
  return isFenced ? lines.slice(1, -1).join('\n') : text;
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Reads the token counts of a response; null if they are missing or invalid. */
export function readUsage(body: Json, model: string): ModelUsage | null {
  const {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: total,
  } = objectOf(objectOf(toBody(body)).usage);
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
  const own = readErrorMessage(response?.body);
  return own === null ? message : `${message} ${own}`;
}

function readErrorMessage(body: Json | undefined): string | null {
  const { error } = objectOf(body);
  const own = typeof error === 'string' ? error : objectOf(error).message;
  return typeof own === 'string' && own !== '' ? cutText(own, MAX_MESSAGE_CHARS) : null;
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
