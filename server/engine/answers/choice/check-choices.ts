import { findLanguage } from '@/server/shared/find-language';
import type { Choice } from '../../definition/answer';
import { reportDuplicates } from '../../definition/find-duplicates';
import { type NodeProblem, nodeError } from '../../definition/problem';
import type { LocalizedText } from '../../definition/text';
import { foldChoice } from './match-choice';
import type { OfferedChoices } from './pick-choices';

/** Reports choices with equal values, and choices that read the same in one language when typed. */
export function checkChoices(choices: readonly Choice[], path: string): NodeProblem[] {
  const values = choices.map(({ value }) => value);
  const labels = choices.map(({ label }) => label);
  return [
    ...reportDuplicates('duplicate_choice', 'choice', values, (index) => `${path}/choices/${index}/value`),
    ...listLanguages(labels).flatMap((language) => findAmbiguous(choices, language, path)),
  ];
}

/** Reports the problems of a question's choices, and a question that can offer none. */
export function checkOffered(answer: OfferedChoices, path: string): NodeProblem[] {
  if (answer.choices.length > 0 || answer.choicesFrom !== undefined)
    return checkChoices(answer.choices, path);
  return [nodeError('no_choices', path, 'The question has no choices yet.')];
}

/** The languages of texts; null if all are in one language. */
export function listLanguages(texts: readonly LocalizedText[]): (string | null)[] {
  const tags = texts.flatMap((text) => (typeof text === 'string' ? [] : Object.keys(text)));
  return tags.length === 0 ? [null] : [...new Set(tags)];
}

/** A text in a language as far as it is known without the flow's own language; null if it lacks the language. */
export function readLanguage(text: LocalizedText, language: string | null): string | null {
  if (typeof text === 'string' || language === null) return typeof text === 'string' ? text : null;
  const found = findLanguage(Object.keys(text), language);
  return found === null ? null : (text[found] ?? null);
}

/** Names a language in a sentence, and nothing if there is one only. */
export function toLanguageSuffix(language: string | null): string {
  return language === null ? '' : ` in "${language}"`;
}

// A label that contains a template is known only at run time.
function findAmbiguous(choices: readonly Choice[], language: string | null, path: string): NodeProblem[] {
  const owners = new Map<string, { value: string; label: string }>();
  return choices.flatMap(({ value, label: text }, index) => {
    const label = readLanguage(text, language) ?? value;
    const names = label.includes('{{') ? [value] : [value, label];
    const keys = names.map(foldChoice).filter((key) => key !== '');
    const other = keys.map((key) => owners.get(key)).find((owner) => owner !== undefined);
    for (const key of keys) if (!owners.has(key)) owners.set(key, { value, label });
    if (other === undefined || other.value === value) return [];
    const message = `The choices "${other.label}" and "${label}" are the same when typed${toLanguageSuffix(language)}.`;
    return [nodeError('choices_alike', `${path}/choices/${index}/label${toTail(text, language)}`, message)];
  });
}

function toTail(text: LocalizedText, language: string | null): string {
  const isOwn = language !== null && typeof text !== 'string' && Object.hasOwn(text, language);
  return isOwn ? `/${language}` : '';
}
