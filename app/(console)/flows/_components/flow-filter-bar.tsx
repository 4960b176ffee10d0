'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { SearchInput } from '@/app/_ui/form/search-input';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { type FlowFilters, listTags } from '../_model/flow-list-queries';

const ARCHIVED = [{ value: 'archived', label: 'Archived' }];

type FilterBarProps = { filters: FlowFilters; onChange: (part: Partial<FlowFilters>) => void };

/** The filters of the list: search, tag, and the archived flows. */
export function FlowFilterBar({ filters: { search, tag, archived }, onChange }: FilterBarProps) {
  const tags = useQuery(listTags(useTRPC())).data ?? [];
  const known = tag === null || tags.includes(tag) ? tags : [...tags, tag];
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search flows by name or slug"
        value={search}
        onSearch={(text) => onChange({ search: text })}
        className="w-full sm:w-80"
      />
      {known.length > 0 && (
        <FilterChip
          single
          label="Tag"
          options={known.map((value) => ({ value, label: value }))}
          selected={tag === null ? [] : [tag]}
          onChange={([value]) => onChange({ tag: value ?? null })}
        />
      )}
      <FilterChip
        single
        label="State"
        options={ARCHIVED}
        selected={archived ? ['archived'] : []}
        onChange={([value]) => onChange({ archived: value !== undefined })}
      />
    </div>
  );
}
