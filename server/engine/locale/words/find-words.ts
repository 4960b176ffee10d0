import { DEFAULT_LOCALE } from '../locale';
import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fi } from './fi';
import { fr } from './fr';
import { hi } from './hi';
import { it } from './it';
import { ja } from './ja';
import type { LanguageWords } from './language-words';
import { nl } from './nl';
import { pl } from './pl';
import { pt } from './pt';
import { sv } from './sv';
import { zh } from './zh';

/** The languages of the engine's own words. */
export const LANGUAGES: ReadonlyMap<string, LanguageWords> = new Map(
  Object.entries({ en, de, fr, es, pt, it, nl, fi, sv, pl, ar, hi, zh, ja }),
);

/** The primary language of a BCP 47 tag: "pt" of "pt-BR". */
export function toPrimaryLanguage(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}

/** The language whose words are used for a tag: its primary language, or English if that has no words. */
export function findWordLanguage(tag: string): string {
  const language = toPrimaryLanguage(tag);
  return LANGUAGES.has(language) ? language : DEFAULT_LOCALE;
}

/** The engine's own words for a tag. */
export function findWords(tag: string): LanguageWords {
  return LANGUAGES.get(findWordLanguage(tag)) ?? en;
}
