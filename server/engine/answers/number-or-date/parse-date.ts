import { quote } from '../../data/quote';
import { parseIso } from '../../expression/format/iso-date';
import { type DateOrder, findDateOrder } from '../../locale/date-order';
import { listMonthNames, toDateWord } from '../../locale/date-words';
import { toLocalDay } from '../../locale/zoned-time';
import { foldText, toBaseText } from '../../text/fold';

/** A day, YYYY-MM-DD, or the two days that a text can mean. `note` says how a text was read where that
 * was not obvious. */
export type ParsedDate =
  | { type: 'day'; day: string; note?: string }
  | { type: 'ambiguous'; days: readonly [string, string] };

/**
 * The context of a date; `order` is that of the question, `language` that of the texts, and `at` is in milliseconds since 1970.
 */
export type DateContext = {
  order: DateOrder | undefined;
  locale: string;
  language: string;
  timeZone: string;
  at: number;
};

const MAX_CHARS = 100;
const MAX_TOKENS = 10;

const WITH_TIME = /^(\d{4}-\d{1,2}-\d{1,2})T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?$/i;
const YEAR_FIRST = /^(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})\.?$/;
const EAST_ASIAN = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?$/u;
const TOKEN = /\d+|[\p{L}\p{M}]+/gu;
const BETWEEN = /^[\s.,/'º°ª-]*$/u;
/** Endings of ordinal numbers, and words between the parts of a date. */
const PARTICLES: ReadonlySet<string> = new Set(
  'st nd rd th of the er o a e de del di do du den der am le el il г года'.split(' '),
);

/** Parses a day; null if the text is none. Two-digit years and dates without a year are none. */
export function parseDate(text: string, deciding: DateContext): ParsedDate | null {
  if (text.length > MAX_CHARS) return null;
  const timed = WITH_TIME.exec(text);
  const timedAt = timed ? parseIso(text) : null;
  if (timed && timedAt === null) return null;
  // Date pickers send midnight of the person's zone in UTC.
  if (timedAt !== null && /z$/i.test(text))
    return { type: 'day', day: toLocalDay(timedAt, deciding.timeZone) };
  const [, year, , month, day] = YEAR_FIRST.exec(timed?.[1] ?? text) ?? [];
  if (year) return toParsedDay(year, month, day);
  const [, eastYear, eastMonth, eastDay] = EAST_ASIAN.exec(text) ?? [];
  if (eastYear) return toParsedDay(eastYear, eastMonth, eastDay);
  return parseYearLast(text, deciding) ?? parseNamed(text, deciding);
}

/** Parses two numbers and a year, in the order that the numbers, the question, the dots or the language decide. */
function parseYearLast(text: string, { order, locale }: DateContext): ParsedDate | null {
  const [, first, sign, second, year] = YEAR_LAST.exec(text) ?? [];
  const dayFirst = toDay(year, second, first);
  const monthFirst = toDay(year, first, second);
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) {
    const day = dayFirst ?? monthFirst;
    return day === null ? null : { type: 'day', day };
  }
  // Languages that put dots between numbers write the day first.
  if (sign === '.' && order !== 'monthFirst') return { type: 'day', day: dayFirst };
  const decided = order ?? findDateOrder(locale);
  if (decided === 'auto') return { type: 'ambiguous', days: [dayFirst, monthFirst] };
  const day = decided === 'dayFirst' ? dayFirst : monthFirst;
  const which = decided === 'dayFirst' ? 'day first' : 'month first';
  return { type: 'day', day, note: `Read ${quote(text)} as ${day}, ${which}.` };
}

/** Parses a day of which the month is a word, such as "31 Dec 2026" or "December 31st, 2026". */
function parseNamed(text: string, { locale, language }: DateContext): ParsedDate | null {
  const folded = toBaseText(foldText(text));
  const tokens = folded.match(TOKEN) ?? [];
  if (tokens.length > MAX_TOKENS || !BETWEEN.test(folded.replace(TOKEN, ''))) return null;
  const words = tokens.filter((token) => !/\d/.test(token) && !PARTICLES.has(token));
  const [first, second, ...more] = tokens.filter((token) => /\d/.test(token));
  const [word] = words;
  if (!word || words.length > 1 || !first || !second || more.length > 0) return null;
  const month = listMonthNames([locale, language]).get(toDateWord(word));
  if (month === undefined) return null;
  const [year, day] = first.length === 4 ? [first, second] : [second, first];
  return year.length === 4 && day.length <= 2 ? toParsedDay(year, String(month), day) : null;
}

function toParsedDay(year: string, month: string | undefined, day: string | undefined): ParsedDate | null {
  const iso = toDay(year, month, day);
  return iso === null ? null : { type: 'day', day: iso };
}

/** YYYY-MM-DD; null if the calendar has no such day. */
function toDay(year = '', month = '', day = ''): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseIso(iso) === null ? null : iso;
}
