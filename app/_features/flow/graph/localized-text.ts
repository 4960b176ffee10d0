import { findLanguage } from '@/server/shared/find-language';
import { LOCALIZED_FIELDS } from '@/server/shared/localized-fields';
import { type Fields, isFields } from './read-fields';

const DEFAULT_LANGUAGE = 'en';

/** The languages of a draft's texts: its own first, then the further ones. */
export function listLanguages({ locale, languages }: Fields): [main: string, ...others: string[]] {
  const main = typeof locale === 'string' && locale !== '' ? locale : DEFAULT_LANGUAGE;
  const others = Array.isArray(languages) ? languages : [];
  const valid = others.filter((one): one is string => typeof one === 'string' && one !== '' && one !== main);
  return [main, ...new Set(valid)];
}

/** A text in exactly a language; empty where it lacks it. A text in one language is in the flow's own. */
export function textInLanguage(value: unknown, language: string, main: string): string {
  if (typeof value === 'string') return language === main ? value : '';
  const own = isFields(value) && Object.hasOwn(value, language) ? value[language] : '';
  return typeof own === 'string' ? own : '';
}

/** A text as a visitor with that language reads it: in the language, else in the flow's own, else in the first one. */
export function textShownIn(value: unknown, language: string, main: string): string {
  if (typeof value === 'string') return value;
  if (!isFields(value)) return '';
  const tags = Object.keys(value);
  const key = findLanguage(tags, language) ?? findLanguage(tags, main) ?? tags[0];
  const text = key === undefined ? '' : value[key];
  return typeof text === 'string' ? text : '';
}

/**
 * Sets a text in a language. A text in the flow's own language alone is a string; undefined if no text is left.
 */
export function setTextInLanguage(value: unknown, language: string, main: string, next: string): unknown {
  const before: Fields = isFields(value)
    ? value
    : typeof value === 'string' && value !== ''
      ? { [main]: value }
      : {};
  const entries = Object.entries(before);
  const own: [string, unknown][] = [[language, next]];
  const added = language === main ? [...own, ...entries] : [...entries, ...own];
  const changed = Object.hasOwn(before, language)
    ? entries.map(([key, text]): [string, unknown] => [key, key === language ? next : text])
    : added;
  const kept = changed.filter(([, text]) => text !== '');
  const [only] = kept;
  if (!only) return undefined;
  return kept.length === 1 && only[0] === main ? only[1] : Object.fromEntries(kept);
}

const shown = new WeakMap<Fields, Map<string, Fields>>();

/** A node with its texts in one language; the same object if it has none in several. */
export function showInLanguage(node: Fields, language: string, main: string): Fields {
  const views = shown.get(node) ?? new Map<string, Fields>();
  const key = `${language} ${main}`;
  const view = views.get(key) ?? (showValue(node, language, main) as Fields);
  shown.set(node, views.set(key, view));
  return view;
}

function showValue(value: unknown, language: string, main: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => showValue(item, language, main));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([name, own]): [string, unknown] => [
    name,
    LOCALIZED_FIELDS.has(name) && isFields(own)
      ? textShownIn(own, language, main)
      : showValue(own, language, main),
  ]);
  return entries.every(([name, own]) => own === value[name]) ? value : Object.fromEntries(entries);
}
