'use client';
import { cn } from '../cn';
import { formatDuration } from './format-duration';
import { useFormatTime } from './use-format-time';
import { useNow } from './use-now';

const SOON_MS = 5 * 60_000;

/** The time left until `at`, in ISO 8601, updated every second; highlighted when short. */
export function Countdown({ at, className }: { at: string; className?: string }) {
  const left = Date.parse(at) - useNow();
  const formatTime = useFormatTime();
  return (
    <time
      dateTime={at}
      title={formatTime(at, 'full')}
      className={cn('tabular whitespace-nowrap', left < SOON_MS && 'base:text-waiting', className)}
    >
      {describeLeft(left)}
    </time>
  );
}

function describeLeft(left: number): string {
  if (left <= 0) return 'over';
  return formatDuration(left < SOON_MS ? left : left - (left % 60_000));
}
