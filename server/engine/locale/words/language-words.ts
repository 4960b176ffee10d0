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

/** Words that stand in a time of day; those for parts of the day come from `Intl`. */
export type ClockWords = {
  /** Stands before a time: "um 9:00". */
  readonly at: readonly string[];
  /** Stands after the hour, or after the time: "14 Uhr", "14:30 Uhr". */
  readonly hour: readonly string[];
  /** Stands after the minutes: "14 h 30 min". */
  readonly minute: readonly string[];
  /** Stands after the hour for half an hour more: "2点半". */
  readonly half?: readonly string[];
};

/** The engine's own words in one language: the texts that it sends, and the words that it understands. */
export type LanguageWords = {
  readonly says: Readonly<Record<WordKey, Phrase>>;
  readonly understands: UnderstoodWords;
  readonly clock: ClockWords;
};
