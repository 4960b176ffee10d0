import type { Operand } from './condition';
import { readTokens, type Token, Unreadable } from './tokens';

const KEYWORDS: ReadonlySet<string> = new Set([
  ...['true', 'false', 'null', 'undefined', 'NaN', 'Infinity'],
  ...['typeof', 'in', 'new', 'this', 'void', 'delete'],
]);

/** Tokens of a source and the place in them. */
export type Reader = {
  peek: (ahead?: number) => Token;
  next: () => Token;
  /** Goes on if a sign is next; false if another token is. */
  take: (word: string) => boolean;
  expect: (word: string) => void;
  refuse: () => never;
};

/** Opens a source; throws `Unreadable`, as its reader does. */
function openReader(source: string): Reader {
  const tokens = readTokens(source);
  const end: Token = { type: 'end', at: source.length };
  let index = 0;
  const peek = (ahead = 0) => tokens[index + ahead] ?? end;
  const refuse = () => {
    throw new Unreadable(peek().at);
  };
  const take = (word: string) => {
    const token = peek();
    if (token.type !== 'sign' || token.word !== word) return false;
    index += 1;
    return true;
  };
  return {
    peek,
    take,
    refuse,
    next: () => {
      const token = peek();
      index += 1;
      return token;
    },
    expect: (word) => {
      if (!take(word)) refuse();
    },
  };
}

export function isSign(token: Token, word: string): boolean {
  return token.type === 'sign' && token.word === word;
}

/** Reads `order.items[0].name`; stops before the name of a method that is called. */
export function readPath(reader: Reader): string {
  const first = reader.peek();
  if (first.type !== 'name' || KEYWORDS.has(first.word)) return reader.refuse();
  // Other names with $ are functions.
  const isAll = first.word === '$vars' && isSign(reader.peek(1), '.') && !isCall(reader, 1);
  if ((first.word.startsWith('$') && !isAll) || isSign(reader.peek(1), '(')) return reader.refuse();
  reader.next();
  let path = first.word;
  for (;;) {
    if (isSign(reader.peek(), '.') && !isCall(reader, 0)) path += readMember(reader);
    else if (reader.take('[')) path += readIndex(reader);
    else return path;
  }
}

/** Whether `.name(` is next. */
function isCall(reader: Reader, ahead: number): boolean {
  return reader.peek(ahead + 1).type === 'name' && isSign(reader.peek(ahead + 2), '(');
}

function readMember(reader: Reader): string {
  reader.expect('.');
  const name = reader.next();
  return name.type === 'name' ? `.${name.word}` : reader.refuse();
}

function readIndex(reader: Reader): string {
  const key = reader.next();
  if (key.type !== 'number' && key.type !== 'text') return reader.refuse();
  reader.expect(']');
  return `[${key.type === 'text' ? JSON.stringify(key.text) : String(key.number)}]`;
}

/** Reads a text, a number, true, false, null or a variable. */
export function readOperand(reader: Reader): Operand {
  const token = reader.peek();
  if (isSign(token, '-')) return readNegative(reader);
  const literal = toLiteral(token);
  if (!literal) return { type: 'variable', path: readPath(reader) };
  reader.next();
  return literal;
}

function toLiteral(token: Token): Operand | null {
  if (token.type === 'text') return { type: 'text', text: token.text };
  if (token.type === 'number') return { type: 'number', number: token.number };
  if (token.type !== 'name') return null;
  if (token.word === 'true' || token.word === 'false') return { type: 'boolean', on: token.word === 'true' };
  return token.word === 'null' ? { type: 'null' } : null;
}

function readNegative(reader: Reader): Operand {
  const { at } = reader.next();
  const token = reader.next();
  // Minus zero has no number of its own in a row.
  if (token.type !== 'number' || token.number === 0) throw new Unreadable(at);
  return { type: 'number', number: -token.number };
}

/** What could be read, or the part of the source that rows cannot show. */
export type Reading<T> = { ok: true; value: T } | { ok: false; part: string };

const MAX_PART = 24;

/** Reads a complete source. */
export function readAll<T>(source: string, read: (reader: Reader) => T): Reading<T> {
  try {
    const reader = openReader(source);
    const value = read(reader);
    return reader.peek().type === 'end' ? { ok: true, value } : reader.refuse();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const rest = source.slice(error.offset).trim() || source.trim();
    return { ok: false, part: rest.length > MAX_PART ? `${rest.slice(0, MAX_PART)}…` : rest };
  }
}
