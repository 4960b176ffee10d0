'use client';
import { useQuery } from '@tanstack/react-query';
import { STATUS_OPTIONS } from '@/app/_features/session/session-status';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { TimeRangeChip } from '@/app/_ui/list/time-range-chip';
import type { SessionStatus } from '@/server/services/session/view';
import { isFiltered, type SessionFilters } from '../_model/session-filters';

const MOST_FLOWS = 100;
const TEST_OPTIONS = [
  { value: 'none', label: 'Without test sessions' },
  { value: 'only', label: 'Only test sessions' },
];

const WAITING_OPTIONS = [{ value: '1', label: 'Waiting for people' }];

type FilterBarProps = {
  filters: SessionFilters;
  onChange: (part: Partial<SessionFilters>) => void;
  onClear: () => void;
  /** The known names of callers' own channels. */
  channels: readonly string[];
};

/** The filters of the list: search and chips. */
export function SessionFilterBar({ filters, onChange, onClear, channels }: FilterBarProps) {
  const trpc = useTRPC();
  const flows = useQuery(trpc.flow.list.queryOptions({ limit: MOST_FLOWS }));
  const own = useQuery(trpc.channel.list.queryOptions({ limit: MOST_FLOWS }));
  const ownOptions = (own.data?.items ?? []).map(({ id, name, kind }) => ({
    value: id,
    label: `${name} (${kind})`,
  }));
  const isOwn = ownOptions.some(({ value }) => value === filters.channel);
  const named = [...new Set([...channels, ...(isOwn ? [] : toList(filters.channel))])].map(toOption);
  const flowOptions = (flows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search by id, external id, thread or text"
        value={filters.search}
        onSearch={(search) => onChange({ search })}
        className="w-full sm:w-84"
      />
      <FilterChip
        label="State"
        options={STATUS_OPTIONS}
        selected={filters.status}
        onChange={(status) => onChange({ status: status as SessionStatus[] })}
      />
      <FilterChip
        single
        label="Flow"
        options={flowOptions}
        selected={toList(filters.flow)}
        onChange={([flow]) => onChange({ flow: flow ?? null })}
      />
      <FilterChip
        single
        label="Channel"
        options={[...ownOptions, ...named]}
        selected={toList(filters.channel)}
        onChange={([channel]) => onChange({ channel: channel ?? null })}
      />
      <FilterChip
        single
        label="Test sessions"
        options={TEST_OPTIONS}
        selected={toList(filters.test)}
        onChange={([test]) => onChange({ test: (test as 'only' | 'none' | undefined) ?? null })}
      />
      <FilterChip
        single
        label="People"
        options={WAITING_OPTIONS}
        selected={filters.waiting ? ['1'] : []}
        onChange={([waiting]) => onChange({ waiting: waiting !== undefined })}
      />
      <TimeRangeChip
        label="Started"
        since={filters.since}
        before={filters.before}
        onChange={({ since, before }) => onChange({ since, before })}
      />
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

function toOption(value: string) {
  return { value, label: value };
}
