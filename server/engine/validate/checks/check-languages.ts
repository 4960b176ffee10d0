import { MISSING } from '@/server/shared/describe-issue';
import { findLanguage } from '@/server/shared/find-language';
import { toPointerToken } from '../../compile/compiler';
import type { FlowDefinition } from '../../definition';
import { errorAt, type Problem, warningAt } from '../../definition/problem';
import type { Steps } from '../../steps';
import { type FlowText, listTexts, type TextPath } from '../../translation/list-texts';
import { needsTranslation } from '../../translation/needs-translation';
import { describePart } from '../describe-part';
import type { Inspection } from '../inspection';

/** More missing texts of one language are one problem. */
const MAX_SINGLE = 10;
const TEXTS_PER_STEP = 64;

/** The texts that lack a language: the first ones, and how many there are. */
type Missing = { first: FlowText[]; count: number };
type Findings = { missing: Map<string, Missing>; unlisted: Map<string, FlowText> };

/** Reports languages that are listed twice, texts that lack a language, and languages of texts that are not listed. */
export function* checkLanguages({ definition }: Inspection): Steps<Problem[]> {
  const { locale, languages = [] } = definition;
  const listed = locale === undefined ? languages : [locale, ...languages];
  const found: Findings = { missing: new Map(), unlisted: new Map() };
  const texts = yield* listTexts(definition);
  for (const [index, text] of texts.entries()) {
    inspectText(text, listed, locale, found);
    if (index % TEXTS_PER_STEP === 0) yield;
  }
  return [
    ...findRepeats(locale, languages),
    ...[...found.missing].flatMap(([language, missing]) => reportMissing(language, missing, definition)),
    ...[...found.unlisted].map(([language, text]) => reportUnlisted(language, text)),
  ];
}

function inspectText(
  text: FlowText,
  listed: readonly string[],
  locale: string | undefined,
  { missing, unlisted }: Findings,
): void {
  const { value, isAddress } = text;
  const own = typeof value === 'string' ? [] : Object.keys(value);
  for (const language of own)
    if (!unlisted.has(language) && findLanguage(listed, language) === null) unlisted.set(language, text);
  // A text in one language is in the flow's own.
  const isShared = typeof value === 'string' && (isAddress || listed.length < 2 || !needsTranslation(value));
  if (isShared) return;
  for (const language of listed) {
    const has = typeof value === 'string' ? language === locale : findLanguage(own, language) !== null;
    if (!has) add(missing, language, text);
  }
}

function add(missing: Findings['missing'], language: string, text: FlowText): void {
  const known = missing.get(language) ?? { first: [], count: 0 };
  if (known.first.length < MAX_SINGLE) known.first.push(text);
  missing.set(language, { ...known, count: known.count + 1 });
}

function findRepeats(locale: string | undefined, languages: readonly string[]): Problem[] {
  const seen = new Set(locale === undefined ? [] : [locale.toLowerCase()]);
  return languages.flatMap((language, index) => {
    const key = language.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `The language "${language}" is listed twice; the language of the flow itself counts, too.`;
    return [errorAt('duplicate_language', null, `/languages/${index}`, message)];
  });
}

function reportMissing(language: string, { first, count }: Missing, definition: FlowDefinition): Problem[] {
  const problems = first.map(({ nodeId, path }) => {
    const place = [...path, language];
    const message = describePart(place, MISSING, definition);
    return warningAt('missing_language', nodeId, toPointer(place), message);
  });
  const [one] = problems;
  if (count <= MAX_SINGLE || !one) return problems;
  return [{ ...one, message: `${count} texts are not in "${language}" yet. The first: ${one.message}` }];
}

function reportUnlisted(language: string, { nodeId, path }: FlowText): Problem {
  const message = `Texts are written in "${language}", which is not among the languages of the flow. Add "${language}" to them.`;
  return warningAt('unlisted_language', nodeId, toPointer([...path, language]), message);
}

function toPointer(path: TextPath): string {
  return path.map((step) => `/${toPointerToken(step)}`).join('');
}
