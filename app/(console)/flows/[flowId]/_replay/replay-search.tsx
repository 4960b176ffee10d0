import { useQuery } from '@tanstack/react-query';
import { STATUS_OPTIONS } from '@/app/_features/session/session-status';
import { useTRPC } from '@/app/_trpc/context';
import { Select } from '@/app/_ui/form/select';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { COUNTS, PERIODS, type ReplayChoice } from './replay-choice';

const MOST_CHANNELS = 100;
const COUNT_OPTIONS = COUNTS.map((count) => ({
  value: count,
  label: `Last ${Number(count).toLocaleString('en')} sessions`,
}));

type ReplaySearchProps = { choice: ReplayChoice; onChange: (choice: ReplayChoice) => void };

/** The sessions to replay: how many at most, and of which period, channel and states. */
export function ReplaySearch({ choice, onChange }: ReplaySearchProps) {
  const trpc = useTRPC();
  const channels = useQuery(trpc.channel.list.queryOptions({ limit: MOST_CHANNELS }));
  const channelOptions = (channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const { count, period, channelId, status } = choice;
  const set = (part: Partial<ReplayChoice>) => onChange({ ...choice, ...part });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Sessions to replay"
        className="w-48"
        value={count}
        onValueChange={(next) => set({ count: next })}
        options={COUNT_OPTIONS}
      />
      <FilterChip
        single
        label="Period"
        options={PERIODS}
        selected={period === null ? [] : [period]}
        onChange={([next]) => set({ period: PERIODS.find(({ value }) => value === next)?.value ?? null })}
      />
      <FilterChip
        single
        label="Channel"
        options={channelOptions}
        selected={channelId === null ? [] : [channelId]}
        onChange={([next]) => set({ channelId: next ?? null })}
      />
      <FilterChip
        label="State"
        options={STATUS_OPTIONS}
        selected={status}
        onChange={(next) =>
          set({ status: STATUS_OPTIONS.flatMap(({ value }) => (next.includes(value) ? [value] : [])) })
        }
      />
    </div>
  );
}
