import { type Budget, spendChars, spendSearch, spendSteps } from '../budget';
import { stop } from '../failure';
import type { Value } from '../tree';
import { toText } from '../values/text';
import { nameKind, toInteger } from '../values/value';

/** Splits a text. An empty separator splits between code points, never inside a surrogate pair. */
export function splitText(text: string, separator: Value, limit: Value, budget: Budget): Value[] {
  if (separator === undefined) return [text];
  if (typeof separator === 'object') stop('type', `splits at ${nameKind(separator)}`);
  const pieces = cutText(text, toText(separator, budget), budget);
  return limit === undefined ? pieces : pieces.slice(0, Math.max(0, toInteger(limit)));
}

/** Replaces the first `count` occurrences; the replacement is literal. */
export function replaceText(
  text: string,
  searched: string,
  replacement: string,
  count: number,
  budget: Budget,
): string {
  if (searched === '') return text;
  spendSearch(budget, text.length, searched.length);
  if (count === 1) return replaceFirst(text, searched, replacement, budget);
  const pieces = cutText(text, searched, budget);
  spendChars(budget, text.length + (pieces.length - 1) * replacement.length);
  return pieces.join(replacement);
}

function replaceFirst(text: string, searched: string, replacement: string, budget: Budget): string {
  const at = text.indexOf(searched);
  if (at < 0) return text;
  spendChars(budget, text.length + replacement.length);
  return text.slice(0, at) + replacement + text.slice(at + searched.length);
}

function cutText(text: string, separator: string, budget: Budget): string[] {
  spendSearch(budget, text.length, separator.length);
  spendChars(budget, text.length);
  const pieces = separator === '' ? [...text] : text.split(separator);
  spendSteps(budget, Math.ceil(pieces.length / 8));
  return pieces;
}
