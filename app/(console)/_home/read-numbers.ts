import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Metrics = RouterOutputs['organization']['metrics'];

const RECENT_MINUTES = 5;

/** Turns per minute over the last five complete minutes. Takes the metrics of an hour. */
export function turnsAMinute({ steps }: Metrics): number {
  const recent = steps.slice(-RECENT_MINUTES - 1, -1);
  if (recent.length === 0) return 0;
  return recent.reduce((sum, { counts }) => sum + counts.turns, 0) / recent.length;
}

/** Formats a count that may be a fraction in as few characters as possible: 0.4, 12, 1,204. */
export function formatRate(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** A latency in milliseconds with its unit: 30 ms, 1.2 s; a dash for none. */
export function formatLatency(ms: number | null): { value: string; unit: string } {
  if (ms === null) return { value: '–', unit: '' };
  if (ms < 1_000) return { value: ms.toLocaleString('en', { maximumFractionDigits: 0 }), unit: 'ms' };
  return { value: (ms / 1_000).toLocaleString('en', { maximumFractionDigits: 1 }), unit: 's' };
}
