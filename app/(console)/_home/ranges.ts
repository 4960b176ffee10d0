import type { RouterInputs } from '@/app/_trpc/router-outputs';
import type { TimeStyle } from '@/app/_ui/value/use-format-time';

/** The range of the charts. */
export type Range = RouterInputs['organization']['metrics']['range'];

type Facts = { label: string; ago: string; refreshMs: number; step: TimeStyle };

/** The available ranges; longer ones are refetched less often. */
export const RANGES: Readonly<Record<Range, Facts>> = {
  hour: { label: 'Hour', ago: 'last hour', refreshMs: 5_000, step: 'minute' },
  day: { label: 'Day', ago: 'last 24 hours', refreshMs: 15_000, step: 'minute' },
  week: { label: 'Week', ago: 'last 7 days', refreshMs: 60_000, step: 'day and minute' },
  month: { label: 'Month', ago: 'last 30 days', refreshMs: 60_000, step: 'day and minute' },
};

export const RANGE_NAMES = Object.keys(RANGES) as Range[];
