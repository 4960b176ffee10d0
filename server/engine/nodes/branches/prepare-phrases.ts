import { type NodeProblem, nodeError } from '../../definition/problem';
import { MAX_INPUT_TEXT_CHARS } from '../../session';
import { type IntentPhrases, toPhrase } from './recognize-intent';

/** The phrases of what a text may belong to, and the steps of the budget that a comparison with them takes. */
export type PreparedPhrases = { branches: IntentPhrases[]; steps: number };

type Phrases = { id: string; examples: readonly string[]; keywords: readonly string[] };

/** This many words are compared for one step of the budget. */
const WORDS_PER_STEP = 64;

/** Phrases are prepared in a single step, so their size is bounded. */
const MAX_PHRASE_CHARS = 100_000;

/** Prepares phrases for comparison. */
export function preparePhrases(given: readonly Phrases[]): PreparedPhrases {
  const branches = given.map(({ id, examples, keywords }) => ({
    id,
    examples: examples.map(toPhrase),
    keywords: keywords.map(toPhrase),
  }));
  return { branches, steps: Math.ceil((MAX_INPUT_TEXT_CHARS + countWords(branches)) / WORDS_PER_STEP) };
}

function countWords(branches: readonly IntentPhrases[]): number {
  return branches
    .flatMap(({ examples, keywords }) => [...examples, ...keywords])
    .reduce((sum, { words }) => sum + words.size, 0);
}

/** Reports phrases that are too long in total. */
export function checkPhrases(given: readonly Phrases[], path: string): NodeProblem[] {
  const phrases = given.flatMap(({ examples, keywords }) => [...examples, ...keywords]);
  const chars = phrases.reduce((sum, { length }) => sum + length, 0);
  if (chars <= MAX_PHRASE_CHARS) return [];
  const message = `The examples and keywords have ${chars} characters in total; at most ${MAX_PHRASE_CHARS} are allowed.`;
  return [nodeError('too_many_examples', path, message)];
}
