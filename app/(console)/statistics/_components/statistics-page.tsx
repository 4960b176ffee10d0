'use client';
import { useQuery } from '@tanstack/react-query';
import { ChartColumn } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { ErrorNote, ErrorState } from '@/app/_ui/state/error-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { Statistics } from '../_model/format-figures';
import { isFiltered, STATISTICS_FILTERS } from '../_model/statistics-filters';
import { getStatistics } from '../_model/statistics-queries';
import { DayCharts } from './day-charts';
import { DownloadButton } from './download-button';
import { FigureTiles } from './figure-tiles';
import { RatingsCard } from './ratings-card';
import { StatisticsFilterBar } from './statistics-filter-bar';
import { StatisticsTable } from './statistics-table';

/** Figures of the sessions that began in a period, over its days, and by flow, version or channel. */
export function StatisticsPage() {
  const [filters, set] = useQueryStates(STATISTICS_FILTERS);
  const byDay = useQuery(getStatistics(useTRPC(), filters, 'day'));
  const error = toShownError(byDay.error);
  const clear = () => void set(CLEARED);
  return (
    <Page>
      <PageHeader
        title="Statistics"
        description="Sessions by the day on which they began, in UTC, without test sessions."
        actions={<DownloadButton filters={filters} />}
      />
      <StatisticsFilterBar
        filters={filters}
        shown={byDay.data}
        onChange={(part) => void set(part)}
        onClear={clear}
      />
      {error && byDay.data && (
        <div className="mb-4">
          <ErrorNote error={error} />
        </div>
      )}
      {error && !byDay.data ? (
        <Card>
          <ErrorState error={error} onRetry={byDay.refetch} />
        </Card>
      ) : (
        <Content byDay={byDay.data} isFiltered={isFiltered(filters)} onClear={clear} />
      )}
    </Page>
  );
}

const CLEARED = { days: null, from: null, to: null, flow: null, version: null, channel: null };

type ContentProps = { byDay: Statistics | undefined; isFiltered: boolean; onClear: () => void };

function Content({ byDay, isFiltered, onClear }: ContentProps) {
  if (byDay?.total.sessions === 0)
    return (
      <Card>
        {isFiltered ? (
          <NoResults title="No matching sessions" onClear={onClear}>
            No session began in this period with this flow, version and channel.
          </NoResults>
        ) : (
          <EmptyState icon={ChartColumn} title="No sessions in this period">
            Sessions are counted some seconds after each turn: how they end, who is handed over, how long
            people wait, and what models cost.
          </EmptyState>
        )}
      </Card>
    );
  return (
    <div className="space-y-6">
      <FigureTiles figures={byDay?.total} />
      <Card aria-busy={!byDay}>
        <CardHeader title="Over time" />
        {byDay ? <DayCharts statistics={byDay} /> : <ChartSkeletons />}
      </Card>
      {byDay && byDay.total.ratings.length > 0 && <RatingsCard statistics={byDay} />}
      <StatisticsTable />
    </div>
  );
}

function ChartSkeletons() {
  return (
    <div className="grid gap-x-8 gap-y-6 p-4 lg:grid-cols-2">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="space-y-2">
          <Skeleton className="w-40" />
          <Skeleton className="h-32 w-full" />
        </div>
      ))}
    </div>
  );
}
