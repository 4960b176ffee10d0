import type { WordKey } from './word-keys';

/** A text by the plural category (CLDR) of its first value; `other` stands for a category that is left out. */
type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A text whose values stand in braces: "at least {min}". */
export type Phrase = string | PluralForms;

/** Words that replies are compared with. Case, accents, spaces and punctuation at the end do not matter. */
export type UnderstoodWords = {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Words that mean neither yes nor no in this language, although they do in English. */
  readonly neither?: readonly string[];
  /** Skips an optional form field. */
  readonly skip: readonly string[];
  /** Chooses none of several choices. */
  readonly none: readonly string[];
  readonly noon: readonly string[];
  readonly midnight: readonly string[];
};

/** The engine's own words in one language: the texts that it sends, and the words that it understands. */
export type LanguageWords = {
  readonly says: Readonly<Record<WordKey, Phrase>>;
  readonly understands: UnderstoodWords;
};
