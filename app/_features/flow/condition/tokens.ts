/** Thrown where rows cannot show a source; `offset` is the place. */
export class Unreadable extends Error {
  constructor(readonly offset: number) {
    super('Rows cannot show this');
  }
}

export type Token =
  | { type: 'name' | 'sign'; word: string; at: number }
  | { type: 'text'; text: string; at: number }
  | { type: 'number'; number: number; at: number }
  | { type: 'end'; at: number };

const SPACE = /[ \t\r\n]+/y;
const NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /(?:0|[1-9]\d{0,21})(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?(?![\w$.])/y;
const TEXT = /"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'/y;
// The longest come first. A sign that no row has is refused by its reader.
const SIGN = /===|!==|==|!=|>=|<=|&&|\|\||\*\*|\+\+|--|\?\.|\/\/|\/\*|[<>!()[\],.+*/-]/y;

/** Divides a source into tokens; throws `Unreadable` at characters that rows have no use for. */
export function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(source, 0);
  while (at < source.length) {
    const [token, length] = readToken(source, at);
    tokens.push(token);
    at = skipSpace(source, at + length);
  }
  return [...tokens, { type: 'end', at }];
}

function readToken(source: string, at: number): [Token, number] {
  const name = match(NAME, source, at);
  if (name !== null) return [{ type: 'name', word: name, at }, name.length];
  const number = match(NUMBER, source, at);
  if (number !== null && Number.isFinite(Number(number)))
    return [{ type: 'number', number: Number(number), at }, number.length];
  const text = match(TEXT, source, at);
  if (text !== null) return [{ type: 'text', text: unquote(text, at), at }, text.length];
  const sign = match(SIGN, source, at);
  if (sign !== null) return [{ type: 'sign', word: sign, at }, sign.length];
  throw new Unreadable(at);
}

function skipSpace(source: string, at: number): number {
  return at + (match(SPACE, source, at)?.length ?? 0);
}

function match(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}

/** The text of a literal; escapes that JSON does not know are refused. */
function unquote(literal: string, at: number): string {
  const inner = literal.slice(1, -1);
  const json = literal.startsWith('"') ? inner : inner.replace(/\\.|"/gs, toDoubleQuoted);
  try {
    const text: unknown = JSON.parse(`"${json}"`);
    if (typeof text === 'string') return text;
  } catch {
    // Refused below.
  }
  throw new Unreadable(at);
}

function toDoubleQuoted(part: string): string {
  if (part === "\\'") return "'";
  return part === '"' ? '\\"' : part;
}
