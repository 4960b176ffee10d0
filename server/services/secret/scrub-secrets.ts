import type { Json, JsonObject } from '@/server/engine/json';
import type { HttpResult } from '@/server/engine/protocol';
import type { HttpAttempt } from '@/server/gateways/http-client';
import { isJsonObject } from '@/server/shared/json';

/*
 * secret/scrubbed  What a service answers contains no secret of its request: not as it was sent, nor percent-encoded, escaped
 *   for JSON or in base64, alone or within a longer text.
 */

/** A value of a request that is not shown, and the name that is shown instead. */
export type HiddenValue = { shown: string; value: string };

/** Replaces hidden values by their names. */
export type Scrub = (attempt: HttpAttempt) => HttpAttempt;

/** A shorter part of a value in base64 could be other text. */
const MIN_BASE64_CHARS = 8;

/** Creates the scrub for the response of a request with these values. */
export function createScrub(hidden: readonly HiddenValue[]): Scrub {
  const names = nameForms(hidden);
  if (names.size === 0) return (attempt) => attempt;
  const text = toTextScrub(names);
  return (attempt) => scrubAttempt(attempt, text);
}

/** Creates the scrub for the beginning of a text, whose end could be the beginning of a hidden value: that is left out. */
export function createStartScrub(hidden: readonly HiddenValue[]): ScrubText {
  const names = nameForms(hidden);
  if (names.size === 0) return (text) => text;
  const scrub = toTextScrub(names);
  const forms = [...names.keys()];
  return (given) => {
    const text = scrub(given);
    return text.slice(0, text.length - Math.max(...forms.map((form) => countBegun(text, form))));
  };
}

type ScrubText = (text: string) => string;

function nameForms(hidden: readonly HiddenValue[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { shown, value } of hidden) for (const form of listForms(value)) names.set(form, shown);
  return names;
}

function toTextScrub(names: ReadonlyMap<string, string>): ScrubText {
  const forms = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(forms.map(escapePattern).join('|'), 'g');
  return (given) => given.replace(pattern, (form) => names.get(form) ?? '');
}

/** The number of characters at the end of a text with which a form begins. */
function countBegun(text: string, form: string): number {
  for (let size = Math.min(text.length, form.length - 1); size > 0; size -= 1)
    if (text.endsWith(form.slice(0, size))) return size;
  return 0;
}

function scrubAttempt(attempt: HttpAttempt, text: ScrubText): HttpAttempt {
  if (attempt.type === 'result') return { ...attempt, result: scrubResponse(attempt.result, text) };
  const { response, ...error } = attempt.error;
  const scrubbed = { ...error, message: text(error.message) };
  return { ...attempt, error: { ...scrubbed, ...(response && { response: scrubResponse(response, text) }) } };
}

function scrubResponse<R extends Omit<HttpResult, 'attempts'>>(response: R, text: ScrubText): R {
  const headers = Object.entries(response.headers).map(([name, value]) => [text(name), text(value)]);
  return {
    ...response,
    headers: Object.fromEntries(headers),
    body: scrubJson(response.body, text),
    ...(response.url !== undefined && { url: text(response.url) }),
  };
}

function scrubJson(value: Json, text: ScrubText): Json {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    const plain = String(value);
    const scrubbed = text(plain);
    return scrubbed === plain ? value : scrubbed;
  }
  if (Array.isArray(value)) return value.map((item) => scrubJson(item, text));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [text(key), scrubJson(item, text)] as const);
  return Object.fromEntries(entries) as JsonObject;
}

/** The forms in which a service may return a value. */
function listForms(value: string): Set<string> {
  const encoded = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const lower = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return new Set([value, encoded, lower, form, json, encodeURI(value), ...listBase64(value)]);
}

/** The base64 of a value that begins at any place of a longer text, without the characters that also depend on its neighbors. */
function listBase64(value: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const start = Math.ceil((before * 8) / 6);
    const text = bytes.toString('base64').slice(start, Math.floor((bytes.length * 8) / 6));
    const url = text.replaceAll('+', '-').replaceAll('/', '_');
    return text.length >= MIN_BASE64_CHARS ? [text, url, encodeURIComponent(text)] : [];
  });
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
