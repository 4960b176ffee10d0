'use client';
import { cn } from '../cn';
import { formatDuration } from './format-duration';
import { useNow } from './use-now';

const SOON_MS = 5 * 60_000;

/** The time left until `at`, in ISO 8601, moving every second; stands out when it is short. */
export function Countdown({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const date = new Date(at);
  const left = date.getTime() - now;
  return (
    <time
      dateTime={at}
      title={now ? date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }) : undefined}
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
