'use client';
import { useQuery } from '@tanstack/react-query';
import { STATUS_OPTIONS } from '@/app/_features/delivery/delivery-status';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { SearchInput } from '@/app/_ui/form/search-input';
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
      <Views status={filters.status} onChange={onChange} />
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

type ViewsProps = Pick<FilterBarProps, 'onChange'> & Pick<DeliveryFilters, 'status'>;

function Views({ status, onChange }: ViewsProps) {
  return (
    <fieldset className="flex rounded-md border p-0.5">
      <legend className="sr-only">Saved filters</legend>
      {VIEWS.map((view) => {
        const on = view.status.join() === status.join();
        return (
          <button
            key={view.label}
            type="button"
            aria-pressed={on}
            onClick={() => onChange({ status: view.status })}
            className={cn(
              'h-6.5 rounded-sm px-2.5 text-sm transition-colors',
              on ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:text-ink',
            )}
          >
            {view.label}
          </button>
        );
      })}
    </fieldset>
  );
}

function toList(value: string | null): string[] {
  return value === null ? [] : [value];
}
