import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { formatDuration } from '@/app/_ui/value/format-duration';

export type Statistics = RouterOutputs['statistics']['get'];
export type StatisticsItem = Statistics['items'][number];
export type Figures = Statistics['total'];

const DASH = '–';

/** A count: 1,204. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** A share from 0 to 1 as percent: 4.2%, 57%; a dash for none. */
export function formatShare(share: number | null): string {
  if (share === null) return DASH;
  return share.toLocaleString('en', { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
}

/** A part of a total as percent; a dash if the total is 0. */
export function formatPart(part: number, total: number): string {
  return formatShare(total === 0 ? null : part / total);
}

/** A time in seconds in its two largest units; a dash for none. */
export function formatSeconds(seconds: number | null): string {
  return seconds === null ? DASH : formatDuration(seconds * 1_000);
}

/** A cost in US dollars; cents and their parts where it is small. */
export function formatCost(usd: number): string {
  const digits = usd > 0 && usd < 1 ? 4 : 2;
  return usd.toLocaleString('en', { style: 'currency', currency: 'USD', maximumFractionDigits: digits });
}
