import { toLocales } from '../locale';
import { findWordLanguage, findWords, toPrimaryLanguage } from './find-words';
import type { Phrase } from './language-words';
import { WORD_VALUES, type WordKey, type WordValues } from './word-keys';

/** The BCP 47 tags of the language of the texts, and of the locale in which numbers are read and written. */
export type Speech = { readonly language: string; readonly locale: string };

type Values = Readonly<Record<string, string | number>>;

const PLACE = /\{(\w+)\}/g;
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar']);
/** Letters of other scripts, signs before numbers, and numbers in parts are shown in another order in Arabic text. */
const REORDERED = /(?![\p{sc=Arabic}\p{sc=Hebrew}])\p{L}|[+-]\s?\d|\d[ /.-]+\d/u;

const ISOLATE = '\u2068';
const END_ISOLATE = '\u2069';
/** Numbers are written in a form in which they can be typed back. */
const PLAIN = { useGrouping: false, maximumFractionDigits: 20, numberingSystem: 'latn' } as const;

/** One of the engine's own texts, in the language of the conversation. */
export function sayWord<K extends WordKey>(key: K, values: WordValues<K>, speech: Speech): string {
  const given: Values = values;
  const language = findWordLanguage(speech.language);
  const [counted = ''] = WORD_VALUES[key];
  const text = choosePhrase(findWords(language).says[key], Number(given[counted]), language);
  const written = writeValues(given, speech);
  return text.replace(PLACE, (_, name: string) => written[name] ?? '');
}

/** Joins texts into a list, as the language does. */
export function joinList(items: readonly string[], speech: Speech): string {
  return items.map((item) => isolate(item, speech)).join(sayWord('separator', {}, speech));
}

/**
 * Writes values as they stand in a text: numbers as the locale writes them, without grouping, and in a language that is written
 * from right to left, each value that would be shown in another order between Unicode isolates.
 */
export function writeValues(values: Values, speech: Speech): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isolate(writeValue(value, speech), speech)]),
  );
}

/** A number of bytes, as the language writes it. */
export function writeBytes(bytes: number, speech: Speech): string {
  const unit = { style: 'unit', unit: 'byte', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(toLocales(toTextLocale(speech)), { ...unit, ...PLAIN }).format(bytes);
}

/** The locale of dates in a text: that of the conversation if it has the language of the text. */
export function toTextLocale({ language, locale }: Speech): string {
  return toPrimaryLanguage(locale) === toPrimaryLanguage(language) ? locale : language;
}

// Arabic numbers have a directional mark before their sign.
function writeValue(value: string | number, { locale }: Speech): string {
  if (typeof value === 'string') return value;
  return new Intl.NumberFormat(toLocales(locale), PLAIN).format(value).replaceAll('\u200e', '');
}

function choosePhrase(phrase: Phrase, count: number, language: string): string {
  if (typeof phrase === 'string') return phrase;
  return phrase[new Intl.PluralRules(language).select(count)] ?? phrase.other;
}

// A list is not isolated beside its items, so that its order follows the sentence.
function isolate(text: string, { language }: Speech): string {
  const needed = RIGHT_TO_LEFT.has(findWordLanguage(language)) && REORDERED.test(text);
  return needed && !text.includes(ISOLATE) ? `${ISOLATE}${text}${END_ISOLATE}` : text;
}
