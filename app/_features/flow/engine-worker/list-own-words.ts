import { findWords } from '@/server/engine/locale/words/find-words';
import type { Phrase } from '@/server/engine/locale/words/language-words';
import type { OwnWords } from '../engine/engine-tasks';

/** Lists the texts that the engine sends in a language, as an author would write them: with their values in double braces. */
export function listOwnWords(language: string): OwnWords {
  const { says } = findWords(language);
  return Object.fromEntries(Object.entries(says).map(([key, phrase]) => [key, toTemplate(phrase)]));
}

function toTemplate(phrase: Phrase): string {
  const text = typeof phrase === 'string' ? phrase : phrase.other;
  return text.replace(/\{(\w+)\}/g, '{{ $1 }}');
}
