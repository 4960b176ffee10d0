'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';

const LIVE_MS = 15_000;

/** The number of people who wait for an answer and of unread messages; hidden when both are zero. */
export function InboxCount() {
  const trpc = useTRPC();
  const counts = useQuery(trpc.inbox.counts.queryOptions(undefined, { refetchInterval: LIVE_MS }));
  const { waiting = 0, unread = 0 } = counts.data ?? {};
  const total = waiting + unread;
  if (total === 0) return null;
  return (
    <span className="tabular ml-auto rounded-full bg-waiting-soft px-1.5 font-medium text-waiting text-xs">
      {total > 99 ? '99+' : total}
      <span className="sr-only">
        {' '}
        to answer: {waiting} waiting, {unread} unread
      </span>
    </span>
  );
}
