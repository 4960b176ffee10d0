'use client';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Segments } from '@/app/_ui/form/segments';
import { DataTable } from '@/app/_ui/list/data-table';
import { Card, CardHeader } from '@/app/_ui/page/card';
import type { StatisticsItem } from '../_model/format-figures';
import { GROUPS, STATISTICS_FILTERS } from '../_model/statistics-filters';
import { getStatistics } from '../_model/statistics-queries';
import { listColumns } from './statistics-columns';

/** The figures by flow, version, channel or day. */
export function StatisticsTable() {
  const trpc = useTRPC();
  const [filters, set] = useQueryStates(STATISTICS_FILTERS);
  const statistics = useQuery(getStatistics(trpc, filters, filters.by));
  const shown = statistics.data;
  const groupBy = shown?.groupBy ?? filters.by;
  const items = groupBy === 'day' ? shown?.items.toReversed() : shown?.items;
  return (
    <Card>
      <CardHeader
        title={`By ${groupBy}`}
        action={
          <Segments label="Group by" options={GROUPS} value={filters.by} onPick={(by) => void set({ by })} />
        }
      />
      <DataTable
        label={`Figures by ${groupBy}`}
        columns={listColumns(groupBy)}
        rows={items}
        rowKey={toKey}
        error={toShownError(statistics.error)}
        onRetry={statistics.refetch}
        empty={null}
      />
    </Card>
  );
}

function toKey({ day, flowId, version, channelId }: StatisticsItem): string {
  return [day, flowId, version, channelId].join('/');
}
