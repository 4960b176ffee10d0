'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { useRowKeys } from '@/app/_ui/list/use-row-keys';
import { ErrorNote, ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { InboxFilters } from '../_model/inbox-filters';
import { listConversations } from '../_model/inbox-queries';
import { ConversationRow } from './conversation-row';
import { NoConversations } from './no-conversations';
import { QueueTabs } from './queue-tabs';

const MOST_ROOMS = 100;

type ConversationListProps = {
  filters: InboxFilters;
  onChange: (part: Partial<InboxFilters>) => void;
  hrefOf: (sessionId: string) => string;
};

/** A queue of conversations, refetched while shown. `j` and `k` move, Enter opens. */
export function ConversationList({ filters, onChange, hrefOf }: ConversationListProps) {
  const trpc = useTRPC();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const rooms = useQuery(trpc.room.list.queryOptions({ limit: MOST_ROOMS }));
  const conversations = useInfiniteQuery(listConversations(trpc, filters));
  const rows = conversations.data?.pages.flatMap(({ items }) => items);
  const error = toShownError(conversations.error);
  const labels = useQuery(trpc.inbox.listLabels.queryOptions());
  const labelOptions = [...new Set([...(labels.data ?? []), ...(filters.label ? [filters.label] : [])])];
  const roomOptions = (rooms.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <div className="shrink-0 space-y-2 border-b p-3">
        <QueueTabs queue={filters.queue} onChange={(queue) => onChange({ queue })} />
        <div className="flex flex-wrap items-center gap-2">
          <SearchInput
            label="Search by person or text"
            placeholder="Search"
            value={filters.search}
            onSearch={(search) => onChange({ search })}
            className="min-w-32 flex-1"
          />
          <FilterChip
            single
            label="Room"
            options={roomOptions}
            selected={filters.room ? [filters.room] : []}
            onChange={([room]) => onChange({ room: room ?? null })}
          />
          {labelOptions.length > 0 && (
            <FilterChip
              single
              label="Label"
              options={labelOptions.map((label) => ({ value: label, label }))}
              selected={filters.label ? [filters.label] : []}
              onChange={([label]) => onChange({ label: label ?? null })}
            />
          )}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto" aria-busy={!rows && !error}>
        {error && rows && (
          <div className="p-3">
            <ErrorNote error={error} />
          </div>
        )}
        {error && !rows && <ErrorState error={error} onRetry={conversations.refetch} />}
        {!error && !rows && <ListSkeleton />}
        {rows?.length === 0 && <NoConversations filters={filters} onChange={onChange} />}
        {rows && rows.length > 0 && (
          <ul ref={list} aria-label="Conversations" className="divide-y">
            {rows.map((row) => (
              <ConversationRow
                key={row.id}
                conversation={row}
                href={hrefOf(row.id)}
                here={row.id === filters.open}
                onOpen={() => onChange({ open: row.id })}
              />
            ))}
          </ul>
        )}
        {conversations.hasNextPage && (
          <div className="flex justify-center p-3">
            <Button
              size="sm"
              pending={conversations.isFetchingNextPage}
              onClick={() => conversations.fetchNextPage()}
            >
              Show older
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

const SKELETON = ['a', 'b', 'c', 'd', 'e', 'f'];

function ListSkeleton() {
  return (
    <div className="divide-y">
      {SKELETON.map((key) => (
        <div key={key} className="space-y-2 px-4 py-3">
          <Skeleton className="w-32" />
          <Skeleton className="w-full" />
        </div>
      ))}
    </div>
  );
}
