'use client';
import { ChevronDown, X } from 'lucide-react';
import { parseLocalText, toLocalText } from '@/app/_lib/local-time';
import { Button } from '../button';
import { cn } from '../cn';
import { Field } from '../form/field';
import { Input } from '../form/input';
import { Popover, PopoverContent, PopoverTrigger } from '../overlay/popover';
import { useFormatTime } from '../value/use-format-time';

/** A range of time; each side is ISO 8601, or null where it is open. */
type TimeRange = { since: string | null; before: string | null };

type TimeRangeChipProps = TimeRange & {
  /** The name of the filter, e.g. "Started". */
  label: string;
  onChange: (range: TimeRange) => void;
};

const HOUR_MS = 3_600_000;
const SPANS = [
  { label: 'Last hour', ms: HOUR_MS },
  { label: 'Last 24 hours', ms: 24 * HOUR_MS },
  { label: 'Last 7 days', ms: 168 * HOUR_MS },
  { label: 'Last 30 days', ms: 720 * HOUR_MS },
];

/** A filter by time; keep it in the URL so that a view can be shared. */
export function TimeRangeChip({ label, since, before, onChange }: TimeRangeChipProps) {
  const formatTime = useFormatTime();
  const isSet = since !== null || before !== null;
  const words = [
    since && `from ${formatTime(since, 'day and minute')}`,
    before && `to ${formatTime(before, 'day and minute')}`,
  ].filter(Boolean);
  return (
    <span className="inline-flex">
      <Popover>
        <PopoverTrigger>
          <Button size="sm" className={cn('rounded-full', isSet ? 'border-ink-3 pr-2' : 'border-dashed')}>
            <span className={cn(isSet && 'text-ink-2')}>{label}</span>
            {isSet && <span>{words.join(' ')}</span>}
            <ChevronDown aria-hidden className="size-3.5! text-ink-3" />
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-64 space-y-3" aria-label={`Filter by ${label.toLowerCase()}`}>
          <div className="flex flex-wrap gap-1.5">
            {SPANS.map(({ label: span, ms }) => (
              <Button
                key={span}
                size="sm"
                onClick={() => onChange({ since: new Date(Date.now() - ms).toISOString(), before: null })}
              >
                {span}
              </Button>
            ))}
          </div>
          <TimeField label="From" value={since} onChange={(next) => onChange({ since: next, before })} />
          <TimeField label="To" value={before} onChange={(next) => onChange({ since, before: next })} />
          {isSet && (
            <Button variant="ghost" size="sm" onClick={() => onChange({ since: null, before: null })}>
              <X aria-hidden /> Clear
            </Button>
          )}
        </PopoverContent>
      </Popover>
    </span>
  );
}

type TimeFieldProps = { label: string; value: string | null; onChange: (value: string | null) => void };

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <Field label={label} error={null}>
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          value={value === null ? '' : toLocalText(new Date(value))}
          onChange={({ target }) => onChange(parseLocalText(target.value)?.toISOString() ?? null)}
        />
      )}
    </Field>
  );
}
