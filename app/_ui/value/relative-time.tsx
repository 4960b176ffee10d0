'use client';
import { useSyncExternalStore } from 'react';
import { useFirstPaint } from '@/app/_lib/first-paint';
import { useFormatTime } from './use-format-time';

const SECOND = 1_000;
const UNITS: readonly [unit: string, ms: number][] = [
  ['y', 31_536_000_000],
  ['mo', 2_592_000_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', SECOND],
];
const TICK_MS = 10_000;

/** A time, given as ISO 8601, relative to now and kept up to date; the exact time on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const { drawnAt } = useFirstPaint();
  const now = useSyncExternalStore(subscribe, readNow, () => drawnAt);
  const formatTime = useFormatTime();
  return (
    <time dateTime={at} title={formatTime(at, 'full')} className={className}>
      {describeTime(Date.parse(at), now)}
    </time>
  );
}

/** Formats the distance between two times in milliseconds, e.g. "3 min ago" or "in 2 d". */
function describeTime(at: number, now: number): string {
  const distance = Math.abs(at - now);
  if (distance < 10 * SECOND) return 'now';
  const [unit, ms] = UNITS.find(([, size]) => distance >= size) ?? ['s', SECOND];
  const words = `${String(Math.trunc(distance / ms))} ${unit}`;
  return at > now ? `in ${words}` : `${words} ago`;
}

// One clock for all times on the page, moving in steps so that renders agree with each other.
function readNow(): number {
  return Math.floor(Date.now() / SECOND) * SECOND;
}

function subscribe(notify: () => void): () => void {
  const timer = setInterval(notify, TICK_MS);
  return () => clearInterval(timer);
}
