'use client';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { isChanged, type StatisticsFilters } from '../_model/statistics-filters';
import { listChannelChoices, listFlowChoices } from '../_model/statistics-queries';
import { PeriodPicker } from './period-picker';

const MOST_VERSIONS = 100;
const WITHOUT_CHANNEL = { value: 'api', label: 'Without a channel (API)' };

type FilterBarProps = {
  filters: StatisticsFilters;
  shown: { from: string; to: string } | undefined;
  onChange: (part: Partial<StatisticsFilters>) => void;
  onClear: () => void;
};

/** The period, and filters by flow, version and channel. */
export function StatisticsFilterBar({ filters, shown, onChange, onClear }: FilterBarProps) {
  const trpc = useTRPC();
  const { flow, version, channel } = filters;
  const flows = useQuery(listFlowChoices(trpc));
  const channels = useQuery(listChannelChoices(trpc));
  const versions = useQuery(
    trpc.flow.listVersions.queryOptions(flow === null ? skipToken : { flowId: flow, limit: MOST_VERSIONS }),
  );
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <PeriodPicker period={filters} shown={shown} onPick={onChange} />
      <FilterChip
        single
        label="Flow"
        options={(flows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        selected={flow === null ? [] : [flow]}
        onChange={([picked]) => onChange({ flow: picked ?? null, version: null })}
      />
      {flow !== null && (
        <FilterChip
          single
          label="Version"
          options={(versions.data?.items ?? []).map(({ number }) => ({
            value: String(number),
            label: `Version ${String(number)}`,
          }))}
          selected={version === null ? [] : [String(version)]}
          onChange={([picked]) => onChange({ version: picked === undefined ? null : Number(picked) })}
        />
      )}
      <FilterChip
        single
        label="Channel"
        options={[
          ...(channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          WITHOUT_CHANNEL,
        ]}
        selected={channel === null ? [] : [channel]}
        onChange={([picked]) => onChange({ channel: picked ?? null })}
      />
      {isChanged(filters) && (
        <Button variant="ghost" size="sm" onClick={onClear}>
          Clear all
        </Button>
      )}
    </div>
  );
}
