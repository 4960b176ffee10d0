import { keepPreviousData } from '@tanstack/react-query';
import type { Trpc } from '@/app/_trpc/context';
import { type StatisticsFilters, type StatisticsGroup, toStatisticsInput } from './statistics-filters';

const REFRESH_MS = 60_000;
const MOST = 100;

/** The figures of the filters in one kind of group, refetched every minute. */
export function getStatistics(trpc: Trpc, filters: StatisticsFilters, groupBy: StatisticsGroup) {
  return trpc.statistics.get.queryOptions(toStatisticsInput(filters, groupBy), {
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** The table that is shown, as a file. */
export function getStatisticsFile(trpc: Trpc, filters: StatisticsFilters) {
  return trpc.statistics.file.queryOptions(toStatisticsInput(filters, filters.by), { staleTime: 0 });
}

/** The flows to choose from. */
export function listFlowChoices(trpc: Trpc) {
  return trpc.flow.list.queryOptions({ limit: MOST });
}

/** The channels to choose from. */
export function listChannelChoices(trpc: Trpc) {
  return trpc.channel.list.queryOptions({ limit: MOST });
}
