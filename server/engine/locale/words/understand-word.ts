import { quote } from '../../data/quote';
import { foldText, toBaseText } from '../../text/fold';
import { DEFAULT_LOCALE } from '../locale';
import { findWords, LANGUAGES, toPrimaryLanguage } from './find-words';
import type { UnderstoodWords } from './language-words';
import type { Speech } from './say-word';

type Meaning = Exclude<keyof UnderstoodWords, 'neither'>;

/** A word of a reply: one of the meanings that were asked for, and the language in which it has it. */
type UnderstoodWord<M extends Meaning> = { meaning: M; language: string };

/** Longer replies are not compared with words. */
const MAX_CHARS = 100;

/**
 * The meaning of a reply that is one of the words for yes, for no and so on, in the language of the conversation, else in that
 * of its locale, else in English; null if it is none of them. The first language that has the word decides.
 */
export function understandWord<M extends Meaning>(
  reply: string,
  meanings: readonly M[],
  speech: Speech,
): UnderstoodWord<M> | null {
  return understandIn(reply, meanings, [speech.language, speech.locale]);
}

/** Understands a reply like `understandWord`, in these languages and in English. */
export function understandIn<M extends Meaning>(
  reply: string,
  meanings: readonly M[],
  languages: readonly string[],
): UnderstoodWord<M> | null {
  if (reply.length > MAX_CHARS) return null;
  const key = foldWord(reply);
  for (const language of listUnderstood(languages)) {
    const index = indexWords(language);
    const meaning = meanings.find((one) => index[one]?.has(key));
    if (meaning !== undefined) return { meaning, language };
    if (index.neither?.has(key)) return null;
  }
  return null;
}

/** True for a word that means neither yes nor no in the first of these languages that has it, although it does in English. */
export function meansNeither(reply: string, speech: Speech): boolean {
  if (reply.length > MAX_CHARS) return false;
  const key = foldWord(reply);
  for (const language of listUnderstood([speech.language, speech.locale])) {
    const { yes, no, neither } = indexWords(language);
    if (neither?.has(key)) return true;
    if (yes?.has(key) || no?.has(key)) return false;
  }
  return false;
}

/** Says in the trace in which language a word was understood; nothing for English words. */
export function noteWord(reply: string, { meaning, language }: UnderstoodWord<Meaning>): { note?: string } {
  return language === DEFAULT_LOCALE
    ? {}
    : { note: `Read ${quote(reply)} as "${meaning}" in "${language}".` };
}

/** The languages in which replies are understood, the first one first. */
function listUnderstood(tags: readonly string[]): string[] {
  const languages = [...tags, DEFAULT_LOCALE].map(toPrimaryLanguage);
  return [...new Set(languages)].filter((one) => LANGUAGES.has(one));
}

/** Folds a word for comparison: also without accents and spaces. */
export function foldWord(word: string): string {
  return toBaseText(foldText(word)).replaceAll(' ', '');
}

type WordIndex = { readonly [M in keyof UnderstoodWords]?: ReadonlySet<string> };

const indexes = new Map<string, WordIndex>();

// Folded on first use, because most conversations are in one language.
function indexWords(language: string): WordIndex {
  const known = indexes.get(language);
  if (known) return known;
  const words = Object.entries(findWords(language).understands);
  const index: WordIndex = Object.fromEntries(
    words.map(([meaning, list]) => [meaning, new Set(list.map(foldWord))]),
  );
  indexes.set(language, index);
  return index;
}
