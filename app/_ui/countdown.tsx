'use client';
import { cn } from './cn';
import { formatDuration } from './format-duration';
import { useNow } from './use-now';

const SOON_MS = 5 * 60_000;

/** The time left until `at`, moving every second; stands out when it is short. */
export function Countdown({ at, className }: { at: Date; className?: string }) {
  const now = useNow();
  const left = at.getTime() - now;
  return (
    <time
      dateTime={at.toISOString()}
      title={now ? at.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }) : undefined}
      className={cn('tabular whitespace-nowrap', now > 0 && left < SOON_MS && 'text-waiting', className)}
    >
      {now === 0 ? '' : describeLeft(left)}
    </time>
  );
}

function describeLeft(left: number): string {
  if (left <= 0) return 'over';
  return formatDuration(left < SOON_MS ? left : left - (left % 60_000));
}
