import { quote } from '../../data/quote';
import { listRelativeDays, listWeekdays, toDateWord } from '../../locale/date-words';
import { findOffsetMs, toIsoDay } from '../../locale/zoned-time';
import type { DateContext, ParsedDate } from './parse-date';

const MAX_CHARS = 100;

/**
 * Parses a word for a day near the current one: "tomorrow", or a weekday, which is the next such day. A word that means two
 * days, such as a weekday on that day, is ambiguous; null for any other text.
 */
export function parseNearDay(
  text: string,
  { locale, language, timeZone, at }: Omit<DateContext, 'order'>,
): ParsedDate | null {
  if (text.length > MAX_CHARS || /\d/.test(text)) return null;
  const word = toDateWord(text);
  const local = at + findOffsetMs(at, timeZone);
  const toDay = (days: number) => toIsoDay(local, days);
  const [offset, other] = listRelativeDays([locale, language]).get(word) ?? [];
  if (offset !== undefined && other !== undefined) {
    return { type: 'ambiguous', days: [toDay(offset), toDay(other)] };
  }
  if (offset !== undefined) return { type: 'day', day: toDay(offset) };
  const weekday = listWeekdays([locale, language]).get(word);
  if (weekday === undefined) return null;
  const ahead = (weekday - new Date(local).getUTCDay() + 7) % 7;
  if (ahead === 0) return { type: 'ambiguous', days: [toDay(0), toDay(7)] };
  return {
    type: 'day',
    day: toDay(ahead),
    note: `Read ${quote(text)} as ${toDay(ahead)}, the next such day.`,
  };
}
