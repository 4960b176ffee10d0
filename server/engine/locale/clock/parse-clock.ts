import { foldText, toBaseText } from '../../text/fold';
import { toLetters } from '../date-words';
import { DEFAULT_LOCALE } from '../locale';
import { understandIn } from '../words/understand-word';
import { type ClockGrammar, findClockGrammar } from './clock-words';

/** A time of day. */
export type Clock = { hour: number; minute: number; second: number };

const MAX_CHARS = 60;
const DIGITS =
  /^(?<before>\D*)(?<hour>\d{1,2})(?:(?<gap>\D+)(?<minute>\d{1,2})(?:(?<last>\D+)(?<second>\d\d))?)?(?<after>\D*)$/;
const SIGN = /^[:.]$/;

/**
 * Parses a time of day in some languages and in English: "14:30", "14h30", "2:30 pm", "14 Uhr", "2 de la tarde", "noon"; null for
 * any other text. A bare number is a time only with a word that makes it one.
 */
export function parseClock(text: string, languages: readonly string[]): Clock | null {
  if (text.length > MAX_CHARS) return null;
  const known = listLanguages(languages);
  const named = understandIn(text, ['noon', 'midnight'], known);
  if (named) return { hour: named.meaning === 'noon' ? 12 : 0, minute: 0, second: 0 };
  const folded = toBaseText(foldText(text));
  const parts = DIGITS.exec(folded)?.groups;
  return parts ? readParts(parts, findClockGrammar(known)) : parseNamed(folded, known);
}

function listLanguages(languages: readonly string[]): string[] {
  return [...new Set([...languages, DEFAULT_LOCALE])];
}

/** Noon or midnight after a word such as "at". */
function parseNamed(folded: string, languages: readonly string[]): Clock | null {
  const [first = '', ...rest] = folded.split(' ');
  const { before } = findClockGrammar(languages);
  const isAt = before.exec(toLetters(first))?.groups?.at !== undefined;
  return isAt ? parseClock(rest.join(' '), languages) : null;
}

type Parts = Record<string, string | undefined>;

function readParts(parts: Parts, grammar: ClockGrammar): Clock | null {
  const { before = '', gap, last, after = '' } = parts;
  const start = grammar.before.exec(toLetters(before))?.groups;
  const end = grammar.after.exec(toLetters(after))?.groups;
  if (!start || !end || (start.period && end.period)) return null;
  if (!hasGap(gap, parts.minute, grammar.hour) || !hasGap(last, parts.second, grammar.minute)) return null;
  if (gap !== undefined && end.half !== undefined) return null;
  const hour = toHour(Number(parts.hour), start.period ?? end.period, grammar);
  const minute = end.half === undefined ? Number(parts.minute ?? 0) : 30;
  const second = Number(parts.second ?? 0);
  if (hour === null || minute > 59 || second > 59) return null;
  const isMarked = gap !== undefined || end.hour !== undefined || (start.period ?? end.period) !== undefined;
  // "At 7" may be in the evening; "klo 14" cannot.
  return isMarked || (start.at !== undefined && (hour > 12 || hour === 0)) ? { hour, minute, second } : null;
}

/** True if what stands between two numbers, if there are two, is a sign or a word. */
function hasGap(gap: string | undefined, number: string | undefined, words: RegExp): boolean {
  if (gap === undefined) return true;
  return SIGN.test(gap.trim()) ? number?.length === 2 : words.test(toLetters(gap));
}

/** The hour of 24, by the part of the day that a word names; null if the word does not fit the hour. */
function toHour(hour: number, word: string | undefined, { periods }: ClockGrammar): number | null {
  if (hour > 23) return null;
  const period = word === undefined ? undefined : periods.get(word);
  if (!period) return hour;
  if (hour < 1 || hour > 12) return period.counts24 && period.hours.has(hour) ? hour : null;
  const [fitting, other] = [hour % 12, (hour % 12) + 12].filter((each) => period.hours.has(each));
  return other === undefined ? (fitting ?? null) : null;
}
