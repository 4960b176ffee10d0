'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { ShowMore } from '@/app/_ui/list/show-more';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { KEY_COLUMN, REQUEST_COLUMNS } from './request-columns';
import { listRequests, REQUEST_PARAMS } from './request-queries';

const OUTCOMES: readonly { value: '2' | '4' | '5'; label: string }[] = [
  { value: '2', label: 'Succeeded (2xx)' },
  { value: '4', label: 'Refused (4xx)' },
  { value: '5', label: 'Failed (5xx)' },
];

type RequestLogProps = {
  /** The only key; null for all keys. */
  keyId: string | null;
  /** Whether there were requests, of which the list may have none. */
  wasUsed: boolean;
};

const [WHAT, ...OTHERS] = REQUEST_COLUMNS;
const COLUMNS_OF_ALL: typeof REQUEST_COLUMNS = [WHAT, KEY_COLUMN, ...OTHERS];

/** The requests made with one or any key in the last seven days, newest first. */
export function RequestLog({ keyId, wasUsed }: RequestLogProps) {
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
          columns={keyId === null ? COLUMNS_OF_ALL : REQUEST_COLUMNS}
          rows={requests.data?.pages.flatMap(({ items }) => items)}
          rowKey={({ id }) => id}
          error={toShownError(requests.error)}
          onRetry={() => requests.refetch()}
          empty={search || outcome ? <NoMatch onClear={clear} /> : <NoRequests wasUsed={wasUsed} />}
        />
      </Card>
      <ShowMore query={requests}>Show older requests</ShowMore>
    </section>
  );
}

function NoRequests({ wasUsed }: { wasUsed: boolean }) {
  return (
    <EmptyState icon={ScrollText} title={wasUsed ? 'No requests in the last seven days' : 'Not used yet'}>
      Requests with an API key appear here within a second, with their path, status, time, request id and
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
