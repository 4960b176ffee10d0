'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { TrafficQuery } from './use-traffic';

/** What was said at a place in some sessions, each with a link to its transcript. */
export function PlaceSamples({ query, place }: { query: TrafficQuery; place: string }) {
  const trpc = useTRPC();
  const samples = useQuery(trpc.coverage.samples.queryOptions({ ...query, place }));
  const error = toShownError(samples.error);
  return (
    <section aria-label="What was said here" className="space-y-2">
      <h3 className="font-medium">What was said here</h3>
      {error && <ErrorNote error={error} />}
      {samples.isPending && <Skeleton className="h-16 w-full" />}
      {samples.data?.length === 0 && <p className="text-ink-2">No transcript of this period passed here.</p>}
      <ul className="space-y-2">
        {samples.data?.map(({ sessionId, at, lines }) => (
          <li key={sessionId} className="rounded-md border p-2.5">
            {lines.map(({ direction, text }) => (
              <p
                key={`${direction} ${text}`}
                className={direction === 'inbound' ? 'line-clamp-3' : 'line-clamp-2 text-ink-2'}
              >
                <span className="text-ink-3 text-xs">{direction === 'inbound' ? 'Person: ' : 'Flow: '}</span>
                {text}
              </p>
            ))}
            {lines.length === 0 && <p className="text-ink-2">Nothing was said in this turn.</p>}
            <p className="mt-1 text-ink-3 text-xs">
              <RelativeTime at={at} /> ·{' '}
              <Link href={paths.session(sessionId)} className="text-accent hover:underline">
                Open session
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
