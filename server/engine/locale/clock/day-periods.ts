import { keepRecent } from '@/server/shared/keep-recent';
import { toDateWord } from '../date-words';
import { toLocales } from '../locale';

/** The part of a day that a word names: its hours, and true if the language counts 24 hours. */
export type DayPeriod = { hours: ReadonlySet<number>; counts24: boolean };

type DayPeriods = ReadonlyMap<string, DayPeriod>;

const MAX_KEPT = 50;
const HOURS = Array.from({ length: 24 }, (_, hour) => Date.UTC(2026, 2, 1, hour));
const CLOCK = { hour: 'numeric', numberingSystem: 'latn', timeZone: 'UTC' } as const;
const STYLES = [{}, { dayPeriod: 'long' }, { dayPeriod: 'short' }] as const;

const kept = new Map<string, DayPeriods>();

/** The parts of the day by their words in a language, such as "pm", "nachmittags" or "de la tarde". */
export function listDayPeriods(language: string): DayPeriods {
  return keepRecent(kept, language, MAX_KEPT, () => collectPeriods(toLocales(language)));
}

function collectPeriods(locales: readonly string[]): DayPeriods {
  const hours = new Map<string, Set<number>>();
  for (const style of STYLES) {
    const format = new Intl.DateTimeFormat(locales, { ...CLOCK, ...style, hour12: true });
    for (const [hour, time] of HOURS.entries()) {
      const part = format.formatToParts(time).find(({ type }) => type === 'dayPeriod');
      const word = toDateWord(part?.value ?? '');
      if (word !== '') hours.set(word, (hours.get(word) ?? new Set()).add(hour));
    }
  }
  const { hourCycle } = new Intl.DateTimeFormat(locales, CLOCK).resolvedOptions();
  const counts24 = hourCycle === 'h23' || hourCycle === 'h24';
  return new Map([...hours].map(([word, of]) => [word, { hours: of, counts24 }]));
}
