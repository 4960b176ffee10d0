import { Select } from '@/app/_ui/form/select';
import { formatDuration } from '@/app/_ui/value/format-duration';

const OFFERED_MS = [1_000, 2_000, 3_000, 5_000, 10_000, 20_000];

type QuietSelectProps = {
  id?: string;
  value: number | undefined;
  onChange: (quietMs: number) => void;
};

/** How long messages are held; a time that an API has set stays offered. */
export function QuietSelect({ value = 0, onChange, ...field }: QuietSelectProps) {
  const times = [...new Set([...OFFERED_MS, ...(value > 0 ? [value] : [])])].sort((a, b) => a - b);
  const options = [
    { value: '0', label: 'Nothing: each message at once' },
    ...times.map((ms) => ({ value: `${ms}`, label: `${formatDuration(ms)} without a further message` })),
  ];
  return (
    <Select
      {...field}
      value={`${value}`}
      onValueChange={(next) => onChange(Number(next))}
      options={options}
    />
  );
}
