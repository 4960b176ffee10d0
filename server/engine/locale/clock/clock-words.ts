import { keepRecent } from '@/server/shared/keep-recent';
import { toDateWord } from '../date-words';
import { LANGUAGES, toPrimaryLanguage } from '../words/find-words';
import type { ClockWords } from '../words/language-words';
import { type DayPeriod, listDayPeriods } from './day-periods';

/** The words of a time of day in some languages, as patterns for the letters before, between and after its numbers. */
export type ClockGrammar = {
  before: RegExp;
  /** Between hour and minute. */
  hour: RegExp;
  /** Between minute and second. */
  minute: RegExp;
  after: RegExp;
  periods: ReadonlyMap<string, DayPeriod>;
};

const MAX_KEPT = 50;
const kept = new Map<string, ClockGrammar>();

/** The words of a time of day in some languages; the first language that has a word for a part of the day decides. */
export function findClockGrammar(languages: readonly string[]): ClockGrammar {
  return keepRecent(kept, languages.join(' '), MAX_KEPT, () => createGrammar(languages));
}

function createGrammar(languages: readonly string[]): ClockGrammar {
  const periods = new Map([...languages].reverse().flatMap((language) => [...listDayPeriods(language)]));
  const oneOf = (key: keyof ClockWords) => toPattern(listWords(languages, key));
  const period = `(?<period>${toPattern([...periods.keys()])})`;
  const [at, hour, minute, half] = [oneOf('at'), oneOf('hour'), oneOf('minute'), oneOf('half')];
  const toRegExp = (pattern: string) => new RegExp(`^(?:${pattern})$`, 'u');
  return {
    before: toRegExp(`${period}?(?<at>${at})?`),
    hour: toRegExp(hour),
    minute: toRegExp(minute),
    after: toRegExp(`(?:(?<hour>${hour})(?<half>${half})?|${minute})?${period}?`),
    periods,
  };
}

function listWords(languages: readonly string[], key: keyof ClockWords): string[] {
  return languages
    .flatMap((language) => LANGUAGES.get(toPrimaryLanguage(language))?.clock[key] ?? [])
    .map(toDateWord);
}

/** A pattern for any of some words, which are letters only; it matches nothing if there are none. */
function toPattern(words: readonly string[]): string {
  return words.length === 0 ? '(?!)' : [...new Set(words)].join('|');
}
