import type { Statistics, StatisticsItem } from './format-figures';

const DAY_MS = 86_400_000;

/** A day of a period with its figures; null for a day on which no session began. */
export type StatisticsDay = { day: string; figures: StatisticsItem | null };

/** Lists every day of a period that is grouped by day. */
export function listDays({ from, to, items }: Statistics): StatisticsDay[] {
  const found = new Map(items.map((item) => [item.day, item]));
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(from) + index * DAY_MS).toISOString().slice(0, 10);
    return { day, figures: found.get(day) ?? null };
  });
}

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Formats a day such as 2030-01-31 as "31 Jan". */
export function formatDay(day: string): string {
  return DAY_FORMAT.format(Date.parse(day));
}
