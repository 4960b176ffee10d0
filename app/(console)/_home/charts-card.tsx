'use client';
import { useQuery } from '@tanstack/react-query';
import { Table2 } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Charts } from './charts';
import { CountTable } from './count-table';
import { getMetrics, HOME_PARAMS } from './home-queries';
import { RangePicker } from './range-picker';
import { RANGES } from './ranges';

/** Charts of turns, failures and deliveries over the chosen range, or the same as a table. */
export function ChartsCard() {
  const trpc = useTRPC();
  const [{ range }, set] = useQueryStates(HOME_PARAMS);
  const [asTable, setAsTable] = useState(false);
  const metrics = useQuery(getMetrics(trpc, range));
  const error = toShownError(metrics.error);
  return (
    <Card aria-busy={!metrics.data}>
      <CardHeader
        title="Over time"
        action={
          <div className="flex items-center gap-2">
            <RangePicker range={range} onRange={(next) => void set({ range: next })} />
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label="Show as a table"
              aria-pressed={asTable}
              className="aria-pressed:bg-hover aria-pressed:text-ink"
              onClick={() => setAsTable(!asTable)}
            >
              <Table2 aria-hidden />
            </Button>
          </div>
        }
      />
      {metrics.data && asTable && <CountTable metrics={metrics.data} ago={RANGES[metrics.data.range].ago} />}
      {metrics.data && !asTable && <Charts metrics={metrics.data} />}
      {!metrics.data && error && <ErrorState error={error} onRetry={() => metrics.refetch()} />}
      {!metrics.data && !error && <ChartSkeletons />}
    </Card>
  );
}

function ChartSkeletons() {
  return (
    <div className="grid gap-x-8 gap-y-6 p-4 lg:grid-cols-2">
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="space-y-2">
          <Skeleton className="w-40" />
          <Skeleton className="h-32 w-full" />
        </div>
      ))}
    </div>
  );
}
