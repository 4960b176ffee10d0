import { findLanguage } from '@/server/shared/find-language';
import { setOwn } from '../data/set-own';
import type { FlowDefinition } from '../definition';
import type { LocalizedText } from '../definition/text';
import { DEFAULT_LOCALE } from '../locale/locale';
import type { Steps } from '../steps';
import { namePart } from '../validate/describe-part';
import { type FlowText, listTexts } from './list-texts';
import { needsTranslation } from './needs-translation';
import type { TranslationFile } from './translation-file';

/** The language of a flow's texts that are in one language. */
export function findMainLanguage({ locale }: FlowDefinition): string {
  return locale ?? DEFAULT_LOCALE;
}

/** The text in the flow's own language, which a translation translates; empty if there is none. */
export function readSource(text: LocalizedText, mainLanguage: string, targetLanguage: string): string {
  if (typeof text === 'string') return text;
  const target = findKey(text, targetLanguage);
  const others = Object.keys(text).filter((key) => key !== target);
  const language = findLanguage(others, mainLanguage);
  return language === null ? '' : (text[language] ?? '');
}

/** The text in exactly a language, ignoring case; null if it lacks it. */
export function readTarget(text: LocalizedText, language: string): string | null {
  if (typeof text === 'string') return null;
  const key = findKey(text, language);
  return key === undefined ? null : (text[key] ?? null);
}

/** The key of exactly a language in a text, ignoring case. */
export function findKey(text: { [language: string]: string }, language: string): string | undefined {
  return Object.keys(text).find((key) => key.toLowerCase() === language.toLowerCase());
}

/** Exports the texts of a definition and their translations into a language. */
export function* exportTranslation(
  definition: FlowDefinition,
  targetLanguage: string,
): Steps<TranslationFile> {
  const sourceLanguage = findMainLanguage(definition);
  const texts: TranslationFile['texts'] = {};
  for (const text of yield* listTexts(definition)) {
    const source = readSource(text.value, sourceLanguage, targetLanguage);
    const target = readTarget(text.value, targetLanguage) ?? '';
    if (!isForTranslators(text, source + target)) continue;
    setOwn(texts, text.key, { source, target, note: describeText(text, definition) });
    yield;
  }
  return { format: 'parley.translation', sourceLanguage, targetLanguage, texts };
}

// What reads the same in every language is exported only where the author made it differ.
function isForTranslators({ value, isAddress }: FlowText, texts: string): boolean {
  return typeof value === 'string' ? !isAddress && needsTranslation(value) : texts !== '';
}

function describeText({ path, nodeId }: FlowText, definition: FlowDefinition): string {
  const part = namePart(path, definition);
  return nodeId === null ? part : `${part} (node ${nodeId})`;
}
