'use client';
import { useQuery } from '@tanstack/react-query';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { FilterChip, type FilterOption } from '@/app/_ui/list/filter-chips';
import type { AuditFilters } from '../_model/audit-filters';
import { type AuditEntry, actorLabel, THINGS } from '../_model/describe-entry';

type FilterBarProps = {
  filters: AuditFilters;
  /** The shown entries, some of which may be by people who have left. */
  rows: readonly AuditEntry[];
  onChange: (part: Partial<AuditFilters>) => void;
  onClear: () => void;
};

/** The filters of the log: author, kind, and a search. */
export function AuditFilterBar({ filters, rows, onChange, onClear }: FilterBarProps) {
  const actors = useActors(rows);
  const { actor, thing, id, search } = filters;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search by name or action"
        value={search}
        onSearch={(next) => onChange({ search: next })}
        className="w-full sm:w-72"
      />
      <FilterChip
        single
        label="Who"
        options={actors}
        selected={actor ? [actor] : []}
        onChange={([next]) => onChange({ actor: next ?? '' })}
      />
      <FilterChip
        single
        label="Resource"
        options={THINGS}
        selected={thing ? [thing] : []}
        onChange={([next]) => onChange({ thing: next ?? '', id: '' })}
      />
      {id && (
        <Button size="sm" className="rounded-full" onClick={() => onChange({ id: '' })}>
          {rows[0]?.thingId === id ? `Only “${rows[0].name}”` : 'Only one resource'} ×
        </Button>
      )}
      {(actor || thing || id || search) && (
        <Button variant="ghost" size="sm" onClick={onClear}>
          Clear all
        </Button>
      )}
    </div>
  );
}

/** All possible authors: the members, the keys, the server, and the authors of the shown entries. */
function useActors(rows: readonly AuditEntry[]): FilterOption[] {
  const trpc = useTRPC();
  const mayReadKeys = useCan('keys:read');
  const members = useQuery(trpc.account.listColleagues.queryOptions());
  const keys = useQuery(trpc.apiKey.list.queryOptions({ limit: 100 }, { enabled: mayReadKeys }));
  const options = new Map<string, string>([
    ...(members.data ?? []).map(({ userId, name }) => [`user:${userId}`, name] as const),
    ...(keys.data?.items ?? []).map(({ id, name }) => [`key:${id}`, `${name} (key)`] as const),
    ['system', 'The server itself'],
    ['anonymous', 'Someone not signed in'],
  ]);
  for (const row of rows) if (!options.has(row.actor)) options.set(row.actor, actorLabel(row));
  return [...options].map(([value, label]) => ({ value, label }));
}
