import { type Clock, parseClock } from '../../locale/clock/parse-clock';
import { listRelativeDays, listWeekdays, toLetters } from '../../locale/date-words';
import { foldText, toBaseText } from '../../text/fold';

/** The day of a time in words: a date, a number of days ahead, or a weekday from 0 for Sunday. */
export type PhraseDay =
  | { type: 'date'; date: string }
  | { type: 'ahead'; days: number }
  | { type: 'weekday'; weekday: number };

/** The parts of a time in words, each null if it is left out. */
export type Phrase = { day: PhraseDay | null; clock: Clock | null; zone: string | null };

const MAX_CHARS = 120;
const ZONE = /^(?<rest>.*?)(?: in (?<named>\S+)| (?<bare>[a-z]+\/\S+|UTC|[+-]\d\d:\d\d))$/i;
const DATE = /^(?<date>\d{4}-\d{2}-\d{2})(?:,? (?<rest>.*))?$/;
const BEFORE_WEEKDAY = /^(?:next|on) /;

/** Parses a time in words such as "tomorrow 9:00", "9:00 in Europe/Berlin" or "morgen um 9 Uhr"; null for any other text. */
export function parsePhrase(source: string, languages: readonly string[]): Phrase | null {
  if (source.length > MAX_CHARS) return null;
  const text = source.trim().replace(/\s+/g, ' ');
  const zoned = ZONE.exec(text)?.groups;
  const zone = zoned?.named ?? zoned?.bare ?? null;
  const parts = parseDayAndClock(zoned?.rest ?? text, languages);
  return parts && { ...parts, zone };
}

type DayAndClock = Omit<Phrase, 'zone'>;

function parseDayAndClock(text: string, languages: readonly string[]): DayAndClock | null {
  const dated = DATE.exec(text)?.groups;
  if (dated) {
    const clock = dated.rest === undefined ? null : parseClock(dated.rest, languages);
    if (dated.rest !== undefined && clock === null) return null;
    return { day: { type: 'date', date: dated.date ?? '' }, clock };
  }
  const clock = parseClock(text, languages);
  return clock ? { day: null, clock } : parseNamedDay(toBaseText(foldText(text)), languages);
}

/** A time with the name of a day before or after it, or that name alone. */
function parseNamedDay(folded: string, languages: readonly string[]): DayAndClock | null {
  const text = folded.replace(BEFORE_WEEKDAY, '');
  const findDay = createDayFinder(languages);
  const whole = findDay(text);
  if (whole) return { day: whole, clock: null };
  for (let cut = text.length - 1; cut > 0; cut--) {
    const [start, end] = [text.slice(0, cut), text.slice(cut)];
    for (const [named, other] of [
      [start, end],
      [end, start],
    ] as const) {
      const day = findDay(named);
      const clock = day && parseClock(other.replace(/^[ ,]+|[ ,]+$/g, ''), languages);
      if (clock) return { day, clock };
    }
  }
  return null;
}

/** Finds the day that a word names. A word for two days, such as that for yesterday and tomorrow in Hindi, means the one to come. */
function createDayFinder(languages: readonly string[]): (text: string) => PhraseDay | null {
  const relative = listRelativeDays(languages);
  const weekdays = listWeekdays(languages);
  return (text) => {
    if (/\d/.test(text)) return null;
    const word = toLetters(text);
    const days = relative.get(word)?.find((offset) => offset >= 0);
    if (days !== undefined) return { type: 'ahead', days };
    const weekday = weekdays.get(word);
    return weekday === undefined ? null : { type: 'weekday', weekday };
  };
}
