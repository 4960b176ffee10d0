'use client';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type Coverage, sayCount, sayShare } from './traffic';

/** The sum of a version's traffic as a sentence. */
export function TrafficTotals({ coverage: { sessions, stopped, lastAt } }: { coverage: Coverage }) {
  if (sessions === 0)
    return (
      <p role="status" className="text-ink-2 text-sm">
        No session of this version began in this period. Test sessions are not counted.{' '}
        {lastAt !== null && (
          <>
            It was used last <RelativeTime at={lastAt} />.
          </>
        )}
      </p>
    );
  return (
    <p role="status" className="text-sm">
      <strong className="font-medium">{sayCount(sessions)}</strong> began in this period;{' '}
      {stopped === 0 ? (
        'none of them stopped on the way.'
      ) : (
        <>
          <strong className="font-medium text-failed">{stopped.toLocaleString('en')}</strong> (
          {sayShare(stopped, sessions)}) stopped on the way.
        </>
      )}{' '}
      <span className="text-ink-2">
        {lastAt !== null && (
          <>
            Last used <RelativeTime at={lastAt} />.
          </>
        )}
      </span>
    </p>
  );
}
