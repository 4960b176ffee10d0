import { type Budget, spendChars, spendSearch } from '../budget';
import type { LanguageFunction } from '../evaluation';
import { stop } from '../failure';
import { formatValue } from '../format/format-value';
import type { Value } from '../tree';
import { toCleanText } from '../values/data';
import { toText } from '../values/text';
import { matchGlob } from './match-glob';

/** Formatting, matching and encoding of texts. */
export const TEXT_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  [
    '$format',
    ([value, pattern, detail], scope) => formatValue(value, toText(pattern, scope.budget), detail, scope),
  ],
  [
    '$matches',
    ([text, pattern], { budget }) => matchesPattern(toText(text, budget), toText(pattern, budget), budget),
  ],
  // Its value is its argument; URLs insert it without encoding.
  ['$raw', ([value]) => value],
  ['decodeURIComponent', ([value], { budget }) => decodeText(value, budget)],
  ['encodeURIComponent', ([value], { budget }) => encodeText(value, budget)],
]);

function matchesPattern(text: string, pattern: string, budget: Budget): boolean {
  spendSearch(budget, text.length, pattern.length * 8);
  return matchGlob(text, pattern);
}

function encodeText(value: Value, budget: Budget): string {
  const text = toCleanText(toText(value, budget), budget);
  spendChars(budget, text.length);
  const encoded = encodeURIComponent(text);
  spendChars(budget, encoded.length - text.length);
  return encoded;
}

function decodeText(value: Value, budget: Budget): string {
  const text = toText(value, budget);
  spendChars(budget, text.length);
  try {
    return decodeURIComponent(text);
  } catch {
    return stop('type', 'decodes a text that is not URL-encoded');
  }
}
