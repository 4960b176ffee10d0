/** Patterns of texts: `*` stands for any text, also none, and `\*` for a star. White space is folded on both sides. */
import { MANY } from './test-document';

/** Folds white space, as a reader would. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Writes a text as the pattern that matches it alone. */
export function toPattern(text: string): string {
  return text.replace(/[\\*]/g, '\\$&');
}

/** The text of a pattern that `toPattern` wrote. */
export function fromPattern(pattern: string): string {
  return pattern.replace(/\\([\\*])/g, '$1');
}

/** Tells whether a text matches a pattern, in time linear in both. */
export function matchesPattern(text: string, pattern: string): boolean {
  const pieces = splitPattern(foldSpace(pattern));
  const folded = foldSpace(text);
  const [first = ''] = pieces;
  if (pieces.length === 1) return folded === first;
  const last = pieces.at(-1) ?? '';
  const end = folded.length - last.length;
  if (!folded.startsWith(first) || !folded.endsWith(last) || end < first.length) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = folded.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return from <= end;
}

/** The literal texts between the stars of a pattern. */
function splitPattern(pattern: string): string[] {
  if (!/[\\*]/.test(pattern)) return [pattern];
  const pieces = [''];
  for (const [token] of pattern.matchAll(/\\[\\*]|[\s\S]/gu)) {
    if (token === '*') pieces.push('');
    else
      pieces.push(`${pieces.pop()}${token.length === 2 && token.startsWith('\\') ? token.charAt(1) : token}`);
  }
  return pieces;
}

/** Where a list first differs from an expected one: the indexes there; null if it does not. */
export type ListParting = { expected: number; actual: number };

/** Compares a list with an expected one, in which `**` stands for any number of items. */
export function findListParting<E, A>(
  expected: readonly E[],
  actual: readonly A[],
  matches: (actual: A, expected: E) => boolean,
): ListParting | null {
  // The numbers of actual items that the expected items so far can take up.
  let reached = new Set([0]);
  for (const [index, item] of expected.entries()) {
    const next = new Set<number>();
    const least = Math.min(...reached);
    if (item === MANY) for (let at = least; at <= actual.length; at++) next.add(at);
    else
      for (const at of reached) {
        const own = actual[at];
        if (at < actual.length && matches(own as A, item)) next.add(at + 1);
      }
    if (next.size === 0)
      return { expected: index, actual: expected[index - 1] === MANY ? least : Math.max(...reached) };
    reached = next;
  }
  return reached.has(actual.length) ? null : { expected: expected.length, actual: Math.max(...reached) };
}
