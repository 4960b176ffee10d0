'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Coins, Plus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { ShowMore } from '@/app/_ui/list/show-more';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import type { ModelPrice, PriceTask } from '../_model/model-price';
import { listPrices, PRICE_PARAMS } from '../_model/price-queries';
import { PRICE_COLUMNS } from './columns';
import { PriceActions } from './price-actions';

const PRICE_DIALOG = lazyModule(() => import('./price-dialog').then((module) => module.PriceDialog));
const REMOVE_PRICE_DIALOG = lazyModule(() =>
  import('./remove-price-dialog').then((module) => module.RemovePriceDialog),
);

/** The token prices of models, from which the cost of a turn is computed. */
export function ModelsPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('settings:write');
  const [task, setTask] = useState<PriceTask | null>(null);
  const [params, set] = useQueryStates(PRICE_PARAMS);
  const { search } = params;
  const prices = useInfiniteQuery(listPrices(trpc, params));
  const rows = prices.data?.pages.flatMap(({ items }) => items);
  const close = () => setTask(null);
  const addPrice = mayWrite && (
    <Button variant="primary" onClick={() => setTask({ kind: 'add' })}>
      <Plus aria-hidden /> Add price
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Models and prices"
        description="US dollars per million tokens. A turn that uses one of these models is stored with its cost."
        actions={addPrice}
      />
      <SearchInput
        label="Search models"
        value={search}
        onSearch={(text) => void set({ search: text })}
        className="mb-3 w-80 max-w-full"
      />
      <Card>
        <DataTable
          label="Model prices"
          columns={PRICE_COLUMNS}
          rows={rows}
          rowKey={({ model }) => model}
          error={toShownError(prices.error)}
          onRetry={() => prices.refetch()}
          skeletonRows={3}
          {...(mayWrite
            ? { actions: (price: ModelPrice) => <PriceActions price={price} onTask={setTask} /> }
            : {})}
          empty={
            search ? (
              <NoResults title="No matching models" onClear={() => void set(null)} />
            ) : (
              <NoPrices mayWrite={mayWrite} action={addPrice} />
            )
          }
        />
      </Card>
      <ShowMore query={prices}>Show more models</ShowMore>
      {task !== null && task.kind !== 'remove' && (
        <LazyDialog
          from={PRICE_DIALOG}
          isWanted
          price={task.kind === 'edit' ? task.price : null}
          known={rows ?? []}
          onClose={close}
        />
      )}
      <LazyDialog
        from={REMOVE_PRICE_DIALOG}
        isWanted={task?.kind === 'remove'}
        price={task?.kind === 'remove' ? task.price : null}
        onClose={close}
      />
    </Page>
  );
}

function NoPrices({ mayWrite, action }: { mayWrite: boolean; action: ReactNode }) {
  return (
    <EmptyState icon={Coins} title="No model has a price yet" action={action}>
      A caller that uses a model can report its tokens, as{' '}
      <code className="font-mono text-xs">tokenUsage</code> with a message. With a price for the model, the
      answer and the turn also state the cost. Without one, tokens are counted and the cost stays empty.
      {!mayWrite && ' An admin or owner can add prices.'}
    </EmptyState>
  );
}
