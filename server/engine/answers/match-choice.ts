import type { SaidChoice } from '../said';
import type { MatchedBy } from './behaviour';

export type Match = { choice: SaidChoice; matchedBy: MatchedBy };

const NUMBER = /^#?(\d{1,2})[.)]?$/;

/**
 * Finds the choice that words mean: its exact value or label, then either without regard to case and spaces,
 * then its number in the list. Words that fit two choices equally mean none.
 */
export function matchChoice(words: string, choices: readonly SaidChoice[]): Match | null {
  const byValue = choices.find(({ value }) => value === words);
  if (byValue) return { choice: byValue, matchedBy: 'value' };
  const byLabel = choices.find(({ label }) => label === words);
  if (byLabel) return { choice: byLabel, matchedBy: 'label' };
  const folded = fold(words);
  const alike = choices.filter(({ value, label }) => fold(value) === folded || fold(label) === folded);
  if (alike[0]) return alike.length === 1 ? { choice: alike[0], matchedBy: 'folded' } : null;
  const numbered = choices[Number(NUMBER.exec(words)?.[1] ?? 0) - 1];
  return numbered ? { choice: numbered, matchedBy: 'number' } : null;
}

/** Words without regard to case and spaces. */
export function fold(words: string): string {
  return words.toLowerCase().replace(/\s+/gu, '');
}
