'use client';
import { type TimeStyle, useFormatTime } from './use-format-time';

/** A time, given as ISO 8601, in the reader's time zone; the date with it on hover. */
export function ExactTime({ at, style, className }: { at: string; style: TimeStyle; className?: string }) {
  const formatTime = useFormatTime();
  return (
    <time dateTime={at} title={formatTime(at, 'full')} className={className}>
      {formatTime(at, style)}
    </time>
  );
}
