'use client';
import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { DELIVERY_COLUMNS } from '@/app/_features/delivery/delivery-columns';
import type { DeliveryRow } from '@/app/_features/delivery/delivery-status';
import { SavedViews } from '@/app/_features/saved-view/saved-views';
import { lazyModule } from '@/app/_lib/lazy-module';
import { paths } from '@/app/_lib/paths';
import { usePagedFilters } from '@/app/_lib/use-paged-filters';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { Pages } from '@/app/_ui/list/pages';
import { selectRows } from '@/app/_ui/list/row-selection';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { shortId } from '@/app/_ui/value/copyable-id';
import { DELIVERY_FILTERS, isFiltered, toDeliveryQuery } from '../_model/delivery-filters';
import { listDeliveries } from '../_model/delivery-queries';
import { DeliveryFilterBar } from './delivery-filter-bar';
import { NoDeliveries, NoMatch } from './no-deliveries';
import { ResendBar } from './resend-bar';

const RECOVER_DIALOG = lazyModule(() => import('./recover-dialog').then((module) => module.RecoverDialog));

/** The webhooks of the organization, newest first, refetched while shown. */
export function DeliveryList() {
  const trpc = useTRPC();
  const mayWrite = useCan('deliveries:write');
  const { filters, change, clear, goTo } = usePagedFilters(DELIVERY_FILTERS);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [recovering, setRecovering] = useState(false);
  const deliveries = useQuery(listDeliveries(trpc, filters));
  const error = toShownError(deliveries.error);
  const rows = deliveries.data?.items;
  const seen = rows?.filter(({ id }) => picked.has(id)) ?? [];
  return (
    <Page width="table">
      <PageHeader
        title="Deliveries"
        description="Webhooks that were sent, are waiting to be sent, or failed."
        actions={
          <>
            <SavedViews
              page="deliveries"
              path={paths.deliveries()}
              query={toDeliveryQuery({ ...filters, cursor: null }).slice(1)}
            />
            {mayWrite && (
              <Button onClick={() => setRecovering(true)}>
                <History aria-hidden /> Recover or replay
              </Button>
            )}
          </>
        }
      />
      <DeliveryFilterBar
        filters={filters}
        onChange={change}
        onClear={clear}
        events={['test', ...(rows ?? []).map(({ event }) => event)]}
      />
      {error && deliveries.data && (
        <div className="mb-4">
          <ErrorNote error={error} />
        </div>
      )}
      <ResendBar rows={seen} onDone={() => setPicked(new Set())} />
      <Card>
        <DataTable
          label="Deliveries"
          columns={DELIVERY_COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.delivery(id)}
          error={error}
          onRetry={deliveries.refetch}
          skeletonRows={10}
          {...(mayWrite && { selection: selectRows({ picked, onPick: setPicked, rowName }) })}
          empty={
            isFiltered(filters) || filters.cursor !== null ? <NoMatch onClear={clear} /> : <NoDeliveries />
          }
        />
      </Card>
      <Pages
        isNewest={filters.cursor === null}
        onNewest={() => change({ cursor: null })}
        next={deliveries.data?.nextCursor ?? null}
        pending={deliveries.isPlaceholderData}
        onOlder={goTo}
      />
      {recovering && (
        <LazyDialog
          from={RECOVER_DIALOG}
          isWanted
          channelId={filters.channel}
          onClose={() => setRecovering(false)}
        />
      )}
    </Page>
  );
}

function rowName({ event, id }: DeliveryRow): string {
  return `${event} ${shortId(id)}`;
}
