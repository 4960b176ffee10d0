'use client';
import { parseLocalText, toLocalText } from '@/app/_lib/local-time';
import { Button } from '../button';
import { Field } from '../form/field';
import { Input } from '../form/input';
import type { TimeRange } from './time-range';

const HOUR_MS = 3_600_000;
const SPANS = [
  { label: 'Last hour', ms: HOUR_MS },
  { label: 'Last 24 hours', ms: 24 * HOUR_MS },
  { label: 'Last 7 days', ms: 168 * HOUR_MS },
  { label: 'Last 30 days', ms: 720 * HOUR_MS },
];

type TimeRangeFieldsProps = TimeRange & { onChange: (range: TimeRange) => void };

/** The fields of a range of time, and a few ranges up to now. */
export function TimeRangeFields({ since, before, onChange }: TimeRangeFieldsProps) {
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        {SPANS.map(({ label, ms }) => (
          <Button
            key={label}
            size="sm"
            onClick={() => onChange({ since: new Date(Date.now() - ms).toISOString(), before: null })}
          >
            {label}
          </Button>
        ))}
      </div>
      <TimeField label="From" value={since} onChange={(next) => onChange({ since: next, before })} />
      <TimeField label="To" value={before} onChange={(next) => onChange({ since, before: next })} />
    </>
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
