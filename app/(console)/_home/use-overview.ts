'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { RANGES, type Range } from './ranges';

const REFRESH_MS = 5_000;

/** Current numbers, asked for again every few seconds. */
export function useOverview() {
  const trpc = useTRPC();
  return useQuery(trpc.overview.get.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

/** What was counted over a range; while another one is fetched the last stays in sight. */
export function useMetrics(range: Range) {
  const trpc = useTRPC();
  return useQuery(
    trpc.organization.metrics.queryOptions(
      { range },
      { refetchInterval: RANGES[range].refreshMs, placeholderData: keepPreviousData },
    ),
  );
}

/** Whether no session was ever held here: then there is nothing to plot and much to explain. Null while unknown. */
export function useIsFresh(): boolean | null {
  const trpc = useTRPC();
  const sessions = useQuery(trpc.session.list.queryOptions({ limit: 1 }));
  return sessions.data ? sessions.data.items.length === 0 : null;
}
