import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { shorten } from '@/app/_lib/shorten';
import { findInexactNumbers, type InexactNumber } from '@/server/shared/json-numbers';
import type { TextRange } from './text-range';

/*
 * json/as-parsed: a text has an error exactly when JSON.parse refuses it, or would change one of its numbers.
 * json/at-cause: the error is placed at the wrong word, or after the word that lacks something.
 */

export type JsonError = TextRange & { message: string };

const MESSAGES: Readonly<Record<string, string>> = {
  CloseBraceExpected: 'The text ends here, but } is missing.',
  CloseBracketExpected: 'The text ends here, but ] is missing.',
  ColonExpected: 'Expected a colon after the name.',
  CommaExpected: 'Expected a comma here, or the closing bracket.',
  EndOfFileExpected: 'Nothing can follow the last bracket.',
  InvalidCharacter: 'Write a tab or control character as an escape, such as \\t.',
  InvalidCommentToken: 'JSON has no comments. Use the "note" of a node.',
  InvalidEscapeCharacter: 'This escape is unknown. Write a backslash as \\\\.',
  InvalidUnicode: 'Write four hexadecimal digits after \\u.',
  PropertyNameExpected: 'Expected a name in double quotes.',
  UnexpectedEndOfString: 'This text is not closed: its second " is missing on this line.',
  ValueExpected: 'A value is missing here.',
};

const INEXACT = 'This number cannot be kept exactly. Write it in double quotes.';

// A missing character belongs after the previous word, often a line above the word where the parser noticed.
const MISSED = new Set(['CloseBraceExpected', 'CloseBracketExpected', 'ColonExpected', 'CommaExpected']);

export type ParsedJson = { ok: true; value: unknown } | { ok: false; error: JsonError };

/** Parses JSON, or finds the first place where the text stops being JSON or has a number that cannot be kept. */
export function parseJson(text: string): ParsedJson {
  try {
    const value: unknown = JSON.parse(text);
    const [inexact] = findInexactNumbers(text, 1);
    return inexact ? { ok: false, error: toNumberError(inexact) } : { ok: true, value };
  } catch (error) {
    return { ok: false, error: findFirstError(text) ?? toPlainError(text, error) };
  }
}

function toNumberError({ offset, text }: InexactNumber): JsonError {
  return { from: offset, to: offset + text.length, message: INEXACT };
}

type Found = { code: string; from: number; to: number };

function findFirstError(text: string): JsonError | null {
  let first: Found | null = null;
  try {
    const onError = (code: ParseErrorCode, offset: number, length: number) => {
      first = { code: printParseErrorCode(code), from: offset, to: offset + length };
      throw first;
    };
    visit(text, { onError }, { disallowComments: true });
  } catch {
    // Stopped at the first error, or nested too deep for the parser.
  }
  return first && toJsonError(text, first);
}

function toJsonError(text: string, { code, from, to }: Found): JsonError {
  const word = text.slice(from, to);
  const before = text.slice(0, from).trimEnd();
  const message = describeWord(code, word, before) ?? MESSAGES[code] ?? 'This is not valid JSON.';
  const missed =
    MISSED.has(code) && !(code === 'CommaExpected' && /^[\d}\]]/.test(word) && before.length === from);
  if (!missed && word !== '') return { from, to, message };
  return {
    from: Math.max(before.length - 1, 0),
    to: Math.max(before.length, Math.min(text.length, 1)),
    message,
  };
}

function describeWord(code: string, word: string, before: string): string | null {
  if (/Number/.test(code) || (code === 'CommaExpected' && /\d$/.test(before) && /^\d/.test(word)))
    return 'This is not a number as JSON writes it.';
  if ((word === '}' || word === ']') && before.endsWith(',')) return `A comma is not allowed before ${word}.`;
  if (code === 'ValueExpected' && before === '') return 'A flow is a JSON object: start with {.';
  if (code !== 'InvalidSymbol') return null;
  if (/^['`]/.test(word)) return 'Texts need double quotes.';
  if (/^[-+.\d]/.test(word)) return 'This is not a number as JSON writes it.';
  if (/^(true|false|null)$/i.test(word)) return `Write ${word.toLowerCase()} in small letters.`;
  return `${shorten(word, 40)} is not a value. Texts need double quotes.`;
}

// The native error names the place; without one, the end of the text.
function toPlainError(text: string, error: unknown): JsonError {
  const place = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const from = Math.max(0, Math.min(Number(place ?? text.length), text.length - 1));
  return { from, to: Math.min(from + 1, text.length), message: 'This is not valid JSON.' };
}
