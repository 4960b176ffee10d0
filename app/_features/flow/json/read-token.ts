import { shorten } from '@/app/_lib/shorten';

// The words of JSON (RFC 8259), read one at a time; what is wrong with a word is said in the author's terms.

export type TextRange = { from: number; to: number };
export type JsonError = TextRange & { message: string };

export type Token =
  | (TextRange & { kind: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar' | 'end' })
  | (TextRange & { kind: 'wrong'; message: string });

const SPACE = /[ \t\n\r]*/y;
const ESCAPED = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![^\s{}[\],:"])/y;
const WORD = /[^\s{}[\],:"]+/y;
const CONTROL_CHARACTER = 'A tab or control character in a text must be written as an escape, such as \\t.';
const PUNCTUATION = new Set(['{', '}', '[', ']', ',', ':']);

/** Reads the word at `at` or after the white space there. */
export function readToken(text: string, at: number): Token {
  const from = matchEnd(SPACE, text, at) ?? at;
  const char = text[from];
  if (char === undefined) return { kind: 'end', from, to: from };
  if (PUNCTUATION.has(char)) return { kind: char as '{', from, to: from + 1 };
  if (char === '"') return readString(text, from);
  const end = matchEnd(SCALAR, text, from);
  if (end !== null) return { kind: 'scalar', from, to: end };
  const to = matchEnd(WORD, text, from) ?? from + 1;
  return { kind: 'wrong', from, to, message: describeWord(text.slice(from, to)) };
}

function readString(text: string, from: number): Token {
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') return { kind: 'string', from, to: at + 1 };
    if (char === '\n' || char === '\r') break;
    if (char < ' ') return wrong(at, at + 1, CONTROL_CHARACTER);
    if (char !== '\\') continue;
    const end = matchEnd(ESCAPED, text, at);
    if (end === null) return wrong(at, Math.min(at + 2, text.length), describeEscape(text.charAt(at + 1)));
    at = end - 1;
  }
  const lineEnd = /[\r\n]/.exec(text.slice(from))?.index ?? text.length - from;
  return wrong(from, from + lineEnd, 'This text is not closed: its second " is missing on this line.');
}

function wrong(from: number, to: number, message: string): Token {
  return { kind: 'wrong', from, to, message };
}

function describeEscape(char: string): string {
  if (char === 'u') return 'After \\u come four hexadecimal digits.';
  return char.trim() === ''
    ? 'A single \\ cannot stand here; write \\\\ for one.'
    : `\\${char} means nothing in JSON; write \\\\ for a backslash.`;
}

function describeWord(word: string): string {
  if (word.startsWith("'") || word.startsWith('`')) return 'Texts stand in double quotes.';
  if (word.startsWith('//') || word.startsWith('/*'))
    return 'JSON has no comments; use the "note" of a node.';
  if (/^[-+.]?\d/.test(word)) return `${word} is not a number as JSON writes it.`;
  if (/^(true|false|null)$/i.test(word)) return `Write ${word.toLowerCase()} in small letters.`;
  return `${shorten(word, 40)} is not a value; texts stand in double quotes.`;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
