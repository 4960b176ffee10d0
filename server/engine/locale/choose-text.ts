import { findLanguage } from '@/server/shared/find-language';
import type { LocalizedText } from '../definition/text';

/** The languages of a text: the wanted one, and that of its flow; null if the flow names none. */
export type TextLanguages = { language: string; main: string | null };

/** A text in the wanted language, else in that of its flow, else in its first one. */
export function chooseText(text: LocalizedText, { language, main }: TextLanguages): string {
  if (typeof text === 'string') return text;
  const tags = Object.keys(text);
  const tag = findLanguage(tags, language) ?? (main === null ? null : findLanguage(tags, main)) ?? tags[0];
  return tag === undefined ? '' : (text[tag] ?? '');
}
