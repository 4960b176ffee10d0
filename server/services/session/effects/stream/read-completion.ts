import type { Json } from '@/server/engine/json';
import { EncodingError, TooLargeError, UnfinishedError } from '@/server/gateways/body-errors';
import { readBody } from '@/server/gateways/http-body';
import type { ReadResponse } from '@/server/gateways/http-client';
import { parseJsonKeepingNumbers } from '@/server/shared/json-numbers';
import { joinCompletion } from './join-completion';
import { readStreamData } from './read-stream-data';

/** A part has a few characters of text within a few hundred bytes of JSON. */
const STREAM_BYTES_PER_BYTE = 16;
const DONE = '[DONE]';

/**
 * Reads a chat completion that arrives in parts, and calls `onText` with the text so far after each. A response in one piece, such as
 * an error or that of a server which does not stream, is read as any other.
 */
export function createCompletionReader(onText: (text: string) => void): ReadResponse {
  return async (body, headers, maxBytes) => {
    if (!isStream(headers)) return readBody(body, headers, maxBytes);
    const joined = joinCompletion();
    let shown = '';
    for await (const data of readStreamData(body, maxBytes * STREAM_BYTES_PER_BYTE)) {
      if (data === DONE) break;
      joined.add(parse(data));
      const text = joined.text();
      if (text.length > maxBytes) throw new TooLargeError(maxBytes);
      if (text !== shown) onText(text);
      shown = text;
    }
    if (!joined.isFinished()) throw new UnfinishedError();
    return joined.body();
  };
}

function isStream(headers: Readonly<Record<string, string>>): boolean {
  const isPlain = ['', 'identity'].includes(headers['content-encoding'] ?? '');
  return isPlain && /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
}

function parse(data: string): Json {
  try {
    return parseJsonKeepingNumbers(data) as Json;
  } catch {
    throw new EncodingError('with a stream whose parts are not JSON');
  }
}
