'use client';
import { useCallback } from 'react';
import { useMounted } from '@/app/_lib/use-in-browser';

const MINUTE: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const STYLES = {
  minute: MINUTE,
  second: { ...MINUTE, second: '2-digit' },
  'day and minute': { day: 'numeric', month: 'short', ...MINUTE },
  full: { dateStyle: 'medium', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The parts of a time that are shown. */
export type TimeStyle = keyof typeof STYLES;

/**
 * Returns a function that formats a time, given as ISO 8601, in the reader's time zone. The server does not know the
 * zone: it renders UTC, and the browser begins with the same.
 */
export function useFormatTime(): (at: string, style: TimeStyle) => string {
  const mounted = useMounted();
  return useCallback(
    (at, style) =>
      mounted ? new Intl.DateTimeFormat('en-GB', STYLES[style]).format(new Date(at)) : toUtc(at, style),
    [mounted],
  );
}

// Formatted by hand, because the words of two JavaScript engines may differ.
function toUtc(at: string, style: TimeStyle): string {
  const [day = '', time = ''] = at.split('T');
  if (style === 'minute') return time.slice(0, 5);
  if (style === 'second') return time.slice(0, 8);
  return `${day} ${time.slice(0, style === 'full' ? 8 : 5)}`;
}
