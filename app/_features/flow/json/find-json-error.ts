import { type JsonError, readToken, type Token } from './read-token';

// J1 A text has an error exactly when JSON.parse refuses it.
// J2 The error lies where the author must look: at the word that cannot stand there.

type Expecting = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'more';
type Bracket = '{' | '[';
type Position = { expecting: Expecting; open: Bracket[] };

const AFTER_OPENING = { '{': 'keyOrEnd', '[': 'valueOrEnd' } as const;
const CLOSING = { '{': '}', '[': ']' } as const;

const WANTED: Record<Expecting, string> = {
  value: 'A value is missing here.',
  valueOrEnd: 'Expected a value or ].',
  key: 'Expected a name in double quotes.',
  keyOrEnd: 'Expected a name in double quotes or }.',
  colon: 'Expected a colon after the name.',
  more: 'Expected a comma here, or the closing bracket.',
};

/** Finds the first place where a text stops being JSON, with what is wrong there; null when it is JSON. */
export function findJsonError(text: string): JsonError | null {
  const position: Position = { expecting: 'value', open: [] };
  for (let at = 0, before = 0; ; ) {
    const token = readToken(text, at);
    if (token.kind === 'wrong') return { from: token.from, to: token.to, message: token.message };
    if (token.kind === 'end') return describeEnd(position, text, before);
    const message = step(position, token);
    if (message) return place(token, message, position, before);
    at = token.to;
    before = token.to;
  }
}

/** Moves over one word; says why it cannot stand there, or null. */
function step(position: Position, { kind }: Token): string | null {
  const inside = position.open.at(-1);
  if (position.expecting === 'more' && !inside) return 'Nothing can follow the last bracket.';
  if (inside && kind === CLOSING[inside]) return close(position, inside);
  if (kind === ',' && position.expecting === 'more') {
    position.expecting = inside === '{' ? 'key' : 'value';
    return null;
  }
  if (kind === ':' && position.expecting === 'colon') {
    position.expecting = 'value';
    return null;
  }
  if (kind === 'string' && (position.expecting === 'key' || position.expecting === 'keyOrEnd')) {
    position.expecting = 'colon';
    return null;
  }
  return stepValue(position, kind);
}

function stepValue(position: Position, kind: Token['kind']): string | null {
  if (position.expecting !== 'value' && position.expecting !== 'valueOrEnd')
    return WANTED[position.expecting];
  if (kind === 'string' || kind === 'scalar') position.expecting = 'more';
  else if (kind === '{' || kind === '[') {
    position.open.push(kind);
    position.expecting = AFTER_OPENING[kind];
  } else return WANTED[position.expecting];
  return null;
}

function close(position: Position, inside: Bracket): string | null {
  const { expecting } = position;
  if (expecting === 'key' || (expecting === 'value' && inside === '['))
    return `A comma cannot stand before ${CLOSING[inside]}.`;
  if (expecting === 'colon' || expecting === 'value') return WANTED[expecting];
  position.open.pop();
  position.expecting = 'more';
  return null;
}

function describeEnd({ expecting, open }: Position, text: string, before: number): JsonError | null {
  if (expecting === 'more' && open.length === 0) return null;
  const from = Math.max(before - 1, 0);
  const last = open.at(-1);
  const message = last
    ? `The text ends here, but ${CLOSING[last]} is missing.`
    : 'A flow is a JSON object: begin with {.';
  return { from, to: Math.max(before, Math.min(text.length, 1)), message };
}

// A missing comma is missed where the last value ended, often a line above the word that shows it.
function place(token: Token, message: string, { expecting, open }: Position, before: number): JsonError {
  const missed = expecting === 'more' && open.length > 0 && token.kind !== '}' && token.kind !== ']';
  if (missed || expecting === 'colon') return { from: Math.max(before - 1, 0), to: before, message };
  return { from: token.from, to: token.to, message };
}
