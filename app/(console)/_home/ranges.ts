import type { RouterInputs } from '@/app/_trpc/router-outputs';

/** How far back the charts reach. */
export type Range = RouterInputs['organization']['metrics']['range'];

type Facts = { label: string; ago: string; refreshMs: number; step: Intl.DateTimeFormatOptions };

const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const DAY_AND_TIME: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...TIME };

/** The ranges that can be chosen; those that move slowly are asked for seldom. */
export const RANGES: Readonly<Record<Range, Facts>> = {
  hour: { label: 'Hour', ago: 'last hour', refreshMs: 5_000, step: TIME },
  day: { label: 'Day', ago: 'last 24 hours', refreshMs: 15_000, step: TIME },
  week: { label: 'Week', ago: 'last 7 days', refreshMs: 60_000, step: DAY_AND_TIME },
  month: { label: 'Month', ago: 'last 30 days', refreshMs: 60_000, step: DAY_AND_TIME },
};

/** The range that an address names; a day for none and for anything else. */
export function parseRange(text: string | null): Range {
  return text !== null && Object.hasOwn(RANGES, text) ? (text as Range) : 'day';
}

/** Names a step of a range in the reader's own time zone. */
export function nameStep(at: string, range: Range): string {
  return new Intl.DateTimeFormat('en-GB', RANGES[range].step).format(new Date(at));
}
