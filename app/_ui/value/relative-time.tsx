'use client';
import { useSyncExternalStore } from 'react';

const SECOND = 1_000;
const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', SECOND],
];
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' });
const TICK_MS = 10_000;

/** When something was or will be, given as ISO 8601, in words that keep up; the exact time on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useSyncExternalStore(subscribe, readNow, () => 0);
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={now ? date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }) : at}
      className={className}
    >
      {now ? describeTime(date.getTime(), now) : at.slice(0, 10)}
    </time>
  );
}

/** Words for the distance between two times in milliseconds, e.g. "3 min. ago" or "in 2 days". */
export function describeTime(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 10 * SECOND) return 'now';
  const [unit, ms] = STEPS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', SECOND];
  return RELATIVE.format(Math.trunc(distance / ms), unit);
}

// One clock for every time on the page, moving in steps so that renders agree with each other.
function readNow(): number {
  return Math.floor(Date.now() / SECOND) * SECOND;
}

function subscribe(notify: () => void): () => void {
  const timer = setInterval(notify, TICK_MS);
  return () => clearInterval(timer);
}
