import type { Recognition } from '../../protocol';
import { foldText, toBaseText } from '../../text/fold';

/** The minimum similarity of a match: Dice's coefficient over the words of the text and of an example. */
export const SIMILARITY_THRESHOLD = 0.6;

/** A phrase in comparable form. */
type Phrase = { source: string; folded: string; words: ReadonlySet<string> };

/** The phrases of one branch. */
export type IntentPhrases = { id: string; examples: readonly Phrase[]; keywords: readonly Phrase[] };

export type RecognizedBranch = Omit<Recognition, 'text' | 'threshold'>;

const NOTHING: RecognizedBranch = { branch: null, by: null, like: null, score: null };

// In scripts without spaces every character counts as a word, and so does a pictogram.
const SIGN = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}';
const WORD = new RegExp(`[${SIGN}]|\\p{Extended_Pictographic}|(?:(?![${SIGN}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** Splits a text into words without case, accents and punctuation. */
export function toPhrase(source: string): Phrase {
  const plain = toBaseText(foldText(source));
  const words = plain.match(WORD) ?? [];
  return { source, folded: words.join(' '), words: new Set(words) };
}

/**
 * Finds the branch that a text belongs to: by an equal example; else by the longest keyword that it contains;
 * else by the most similar example above the threshold. On a tie the first branch wins.
 */
export function recognizeIntent(text: string, branches: readonly IntentPhrases[]): RecognizedBranch {
  const phrase = toPhrase(text);
  if (phrase.folded === '') return NOTHING;
  return (
    findExample(phrase, branches) ?? findKeyword(phrase, branches) ?? findSimilar(phrase, branches) ?? NOTHING
  );
}

function findExample({ folded }: Phrase, branches: readonly IntentPhrases[]): RecognizedBranch | null {
  for (const { id, examples } of branches) {
    const same = examples.find((example) => example.folded === folded);
    if (same) return { branch: id, by: 'example', like: same.source, score: null };
  }
  return null;
}

function findKeyword({ folded }: Phrase, branches: readonly IntentPhrases[]): RecognizedBranch | null {
  const within = ` ${folded} `;
  let best: { id: string; keyword: Phrase } | null = null;
  for (const { id, keywords } of branches) {
    for (const keyword of keywords) {
      if (keyword.folded === '' || !within.includes(` ${keyword.folded} `)) continue;
      if (!best || keyword.folded.length > best.keyword.folded.length) best = { id, keyword };
    }
  }
  return best && { branch: best.id, by: 'keyword', like: best.keyword.source, score: null };
}

function findSimilar({ words }: Phrase, branches: readonly IntentPhrases[]): RecognizedBranch | null {
  let best: { id: string; example: Phrase; score: number } | null = null;
  for (const { id, examples } of branches) {
    for (const example of examples) {
      const score = computeSimilarity(words, example.words);
      if (score > (best?.score ?? 0)) best = { id, example, score };
    }
  }
  if (!best) return null;
  const found = { like: best.example.source, score: Math.round(best.score * 100) / 100 };
  return best.score >= SIMILARITY_THRESHOLD
    ? { branch: best.id, by: 'likeness', ...found }
    : { branch: null, by: null, ...found };
}

function computeSimilarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [few, many] = left.size <= right.size ? [left, right] : [right, left];
  let shared = 0;
  for (const word of few) if (many.has(word)) shared++;
  return (2 * shared) / (left.size + right.size);
}
