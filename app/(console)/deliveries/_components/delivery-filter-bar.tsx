'use client';
import { useQuery } from '@tanstack/react-query';
import { STATUS_OPTIONS } from '@/app/_features/delivery/delivery-status';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { Segments } from '@/app/_ui/form/segments';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { shortId } from '@/app/_ui/value/copyable-id';
import { type DeliveryFilters, isFiltered, VIEWS } from '../_model/delivery-filters';

const MOST_CHANNELS = 100;

type FilterBarProps = {
  filters: DeliveryFilters;
  onChange: (part: Partial<DeliveryFilters>) => void;
  onClear: () => void;
  /** The known event types. */
  events: readonly string[];
};

/** The filters of the list: saved views, search and chips. */
export function DeliveryFilterBar({ filters, onChange, onClear, events }: FilterBarProps) {
  const trpc = useTRPC();
  const channels = useQuery(trpc.channel.list.queryOptions({ limit: MOST_CHANNELS }));
  const channelOptions = (channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const known = new Set([...events, ...(filters.event ? [filters.event] : [])]);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Segments
        label="Saved filters"
        options={VIEWS}
        value={VIEWS.find(({ status }) => status.join() === filters.status.join())?.value ?? null}
        onPick={(picked) => onChange({ status: VIEWS.find(({ value }) => value === picked)?.status ?? [] })}
      />
      <SearchInput
        label="Delivery, session or thread id"
        value={filters.search}
        onSearch={(search) => onChange({ search })}
        className="w-full sm:w-64"
      />
      <FilterChip
        label="Status"
        options={STATUS_OPTIONS}
        selected={filters.status}
        onChange={(status) => onChange({ status: status as DeliveryFilters['status'] })}
      />
      <FilterChip
        single
        label="Channel"
        options={channelOptions}
        selected={toList(filters.channel)}
        onChange={([channel]) => onChange({ channel: channel ?? null })}
      />
      <FilterChip
        single
        label="Event"
        options={[...known].sort().map((event) => ({ value: event, label: event }))}
        selected={toList(filters.event)}
        onChange={([event]) => onChange({ event: event ?? null })}
      />
      {filters.session && (
        <FilterChip
          single
          label="Session"
          options={[{ value: filters.session, label: shortId(filters.session) }]}
          selected={[filters.session]}
          onChange={([session]) => onChange({ session: session ?? null })}
        />
      )}
      {isFiltered(filters) && (
        <Button variant="ghost" size="sm" onClick={onClear}>
          Clear all
        </Button>
      )}
    </div>
  );
}

function toList(value: string | null): string[] {
  return value === null ? [] : [value];
}
