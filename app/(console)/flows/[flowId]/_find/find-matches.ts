import type { DraftText } from './list-texts';

/** What is sought in the texts of a flow. */
export type Sought = { text: string; matchCase: boolean; wholeWord: boolean };

/** A place where the sought text stands, from `from` to before `to`. */
export type Match = DraftText & { from: number; to: number };

const SYNTAX = /[\\^$.*+?()[\]{}|]/g;
const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;

/** Finds the places where a text stands; none for an empty text. */
export function findMatches(texts: readonly DraftText[], sought: Sought): Match[] {
  const pattern = toPattern(sought);
  if (!pattern) return [];
  return texts.flatMap((text) =>
    [...text.text.matchAll(pattern)].map(({ index, 0: found }) => ({
      ...text,
      from: index,
      to: index + found.length,
    })),
  );
}

/** Makes a function that puts another text in each place where the sought one stands. */
export function toReplacer(sought: Sought, next: string): (text: string) => string {
  const pattern = toPattern(sought);
  // A function, because "$" has a meaning in a text.
  return (text) => (pattern ? text.replace(pattern, () => next) : text);
}

function toPattern({ text, matchCase, wholeWord }: Sought): RegExp | null {
  if (text === '') return null;
  const words = text.replace(SYNTAX, String.raw`\$&`);
  const source = wholeWord ? `(?<!${WORD})${words}(?!${WORD})` : words;
  return new RegExp(source, matchCase ? 'gu' : 'giu');
}
