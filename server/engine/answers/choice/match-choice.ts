import type { ExpectedChoice } from '../../outbound-message';
import { foldText, toBaseText } from '../../text/fold';
import { normalizeInput } from '../../text/normalize-input';
import type { MatchedBy } from '../answer-behavior';

export type Match = { choice: ExpectedChoice; matchedBy: MatchedBy };

type Rule = { matchedBy: MatchedBy; read(words: string): string };

const NUMBER = /^#?(\d{1,2})[.)]?$/;
/** Longer replies match by exact value or label only, so that folding stays cheap. */
const MAX_CHARS = 2_000;

/** Ways to compare a reply with a choice, the strictest first. */
const RULES: readonly Rule[] = [
  { matchedBy: 'folded', read: foldChoice },
  { matchedBy: 'base', read: (words) => toBaseText(foldChoice(words)) },
];

/**
 * Finds the choice that a reply means: by exact value or label, then folded, then without accents and skin
 * tones, then by its number in the list. Returns null if a rule matches two choices.
 */
export function matchChoice(words: string, choices: readonly ExpectedChoice[]): Match | null {
  const byValue = choices.find(({ value }) => value === words);
  if (byValue) return { choice: byValue, matchedBy: 'value' };
  const byLabel = choices.find(({ label }) => label === words);
  if (byLabel) return { choice: byLabel, matchedBy: 'label' };
  if (words.length > MAX_CHARS) return null;
  for (const { matchedBy, read } of RULES) {
    const key = read(words);
    const alike = choices.filter(({ value, label }) => read(value) === key || read(label) === key);
    if (alike[0]) return alike.length === 1 ? { choice: alike[0], matchedBy } : null;
  }
  const numbered = choices[Number(NUMBER.exec(normalizeInput(words))?.[1] ?? 0) - 1];
  return numbered ? { choice: numbered, matchedBy: 'number' } : null;
}

/** Folds a choice for comparison and removes its spaces. */
export function foldChoice(words: string): string {
  return foldText(words).replaceAll(' ', '');
}
