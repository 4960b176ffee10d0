import type { Recognition } from '../../protocol';
import { foldText, toBaseText } from '../../text/fold';

/** Likeness counts from here on: the share of words that a text and an example have in common (Dice's coefficient). */
export const SIMILARITY_THRESHOLD = 0.6;

/** Words as they are compared. */
type Phrase = { source: string; folded: string; words: ReadonlySet<string> };

/** What one branch is recognised by. */
export type IntentPhrases = { id: string; examples: readonly Phrase[]; keywords: readonly Phrase[] };

export type RecognizedBranch = Omit<Recognition, 'text' | 'threshold'>;

const NOTHING: RecognizedBranch = { branch: null, by: null, like: null, score: null };

// In writing without spaces every sign is a word of its own, and so is a pictogram.
const SIGN = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}';
const WORD = new RegExp(`[${SIGN}]|\\p{Extended_Pictographic}|(?:(?![${SIGN}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** Reads a text as words without regard to case, accents and punctuation. */
export function toPhrase(source: string): Phrase {
  const plain = toBaseText(foldText(source));
  const words = plain.match(WORD) ?? [];
  return { source, folded: words.join(' '), words: new Set(words) };
}

/**
 * Tells which branch a text is about: the one that has it as an example; else the one whose keyword stands in it, the
 * longest first; else the one with the likest example, from the threshold on. Of equals the first is taken.
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
