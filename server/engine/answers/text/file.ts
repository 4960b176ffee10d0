import { cutText } from '../../data/cut-text';
import { isJsonObject } from '../../data/is-json-object';
import type { Json } from '../../json';
import { joinList, writeBytes } from '../../locale/words/say-word';
import type { Rendering } from '../../rendering/rendering';
import { trimInput } from '../../text/normalize-input';
import {
  type AnswerBehavior,
  acceptAnswer,
  type ParsedReply,
  type Reply,
  rejectAnswer,
  toKeptText,
} from '../answer-behavior';
import { compileWords, type Say } from '../own-words';
import { findMimeType, toUsualType } from './mime-types';
import { parseUrl } from './parse-url';

type File = { url: string; name: string | null; mime: string | null; size: number | null };

/** A file, given as a URL or as an object with `url` and optional `name`, `mime` and `size` in bytes. */
export const file: AnswerBehavior<'file'> = {
  compile({ accept: accepted, maxBytes, words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({
        type: 'file',
        ...(accepted && { accept: accepted }),
        ...(maxBytes && { max: maxBytes }),
      }),
      parse(reply, rendering) {
        const file = parseFile(reply);
        return file
          ? checkFile(file, { accepted, maxBytes }, say, rendering)
          : rejectAnswer(say('notAFile', {}, rendering));
      },
    };
  },
};

type Bounds = { accepted: readonly string[] | undefined; maxBytes: number | undefined };

function checkFile(
  file: File,
  { accepted, maxBytes }: Bounds,
  say: Say<'wrongFileType' | 'fileTooLarge'>,
  rendering: Rendering,
): ParsedReply {
  if (accepted && !accepted.some((pattern) => matchesType(file, pattern.trim().toLowerCase()))) {
    return rejectAnswer(say('wrongFileType', { types: joinList(accepted, rendering) }, rendering));
  }
  if (maxBytes !== undefined && file.size !== null && file.size > maxBytes) {
    const sizes = { max: writeBytes(maxBytes, rendering), size: writeBytes(file.size, rendering) };
    return rejectAnswer(say('fileTooLarge', sizes, rendering));
  }
  return acceptAnswer(file);
}

/** `pattern` is ".pdf", "image/*" or "application/pdf", as in the `accept` attribute of a file input. */
function matchesType({ name, mime }: File, pattern: string): boolean {
  if (pattern.startsWith('.')) return name?.toLowerCase().endsWith(pattern) ?? false;
  if (pattern === '*' || pattern === '*/*') return true;
  if (pattern.endsWith('/*')) return mime?.startsWith(pattern.slice(0, -1)) ?? false;
  return mime !== null && toUsualType(mime) === toUsualType(pattern);
}

function parseFile(reply: Reply): File | null {
  const given = isJsonObject(reply.value) ? reply.value : { url: toKeptText(reply) };
  const url = typeof given.url === 'string' ? parseUrl(trimInput(given.url)) : null;
  if (!url) return null;
  const name = textOrNull(given.name) ?? url.pathname.split('/').at(-1) ?? null;
  const mime = textOrNull(given.mime)?.toLowerCase() ?? (name && findMimeType(name));
  const size = typeof given.size === 'number' && given.size >= 0 ? given.size : null;
  return { url: url.href, name: name || null, mime: mime || null, size };
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? cutText(value, 500) : null;
}
