'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { listRequests, REQUEST_PARAMS } from '../_model/request-queries';
import { REQUEST_COLUMNS } from './request-columns';

const OUTCOMES: readonly { value: '2' | '4' | '5'; label: string }[] = [
  { value: '2', label: 'Succeeded (2xx)' },
  { value: '4', label: 'Refused (4xx)' },
  { value: '5', label: 'Failed (5xx)' },
];

type RequestLogProps = { keyId: string; lastUsedAt: string | null };

/** The requests made with a key in the last seven days, newest first. */
export function RequestLog({ keyId, lastUsedAt }: RequestLogProps) {
  const trpc = useTRPC();
  const [params, set] = useQueryStates(REQUEST_PARAMS);
  const { search, outcome } = params;
  const requests = useInfiniteQuery(listRequests(trpc, keyId, params));
  const clear = () => void set(null);
  return (
    <section aria-label="Request log">
      <Card>
        <CardHeader
          title="Requests"
          description="The last seven days, without bodies and secrets. At most ten rate-limited requests per second are listed."
        />
        <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
          <SearchInput
            label="Search by path or request id"
            value={search}
            onSearch={(text) => void set({ search: text })}
            className="w-full sm:w-72"
          />
          <FilterChip
            single
            label="Outcome"
            options={OUTCOMES}
            selected={outcome ? [outcome] : []}
            onChange={([next]) =>
              void set({ outcome: OUTCOMES.find(({ value }) => value === next)?.value ?? null })
            }
          />
        </div>
        <DataTable
          label="Requests"
          columns={REQUEST_COLUMNS}
          rows={requests.data?.pages.flatMap(({ items }) => items)}
          rowKey={({ id }) => id}
          error={toShownError(requests.error)}
          onRetry={() => requests.refetch()}
          empty={
            search || outcome ? <NoMatch onClear={clear} /> : <NoRequests wasUsed={lastUsedAt !== null} />
          }
        />
      </Card>
      {requests.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button pending={requests.isFetchingNextPage} onClick={() => requests.fetchNextPage()}>
            Show older requests
          </Button>
        </div>
      )}
    </section>
  );
}

function NoRequests({ wasUsed }: { wasUsed: boolean }) {
  return (
    <EmptyState icon={ScrollText} title={wasUsed ? 'No requests in the last seven days' : 'Not used yet'}>
      Requests with this key appear here within a second, with their path, status, time, request id and
      session.
    </EmptyState>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <NoResults title="No matching requests" onClear={onClear}>
      Nothing in the last seven days matches the outcome and the search.
    </NoResults>
  );
}
