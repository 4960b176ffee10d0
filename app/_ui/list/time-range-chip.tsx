'use client';
import { ChevronDown, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Button } from '../button';
import { cn } from '../cn';
import { Popover, PopoverContent, PopoverTrigger } from '../overlay/popover';
import { useFormatTime } from '../value/use-format-time';
import type { TimeRange } from './time-range';

type TimeRangeChipProps = TimeRange & {
  /** The name of the filter, e.g. "Started". */
  label: string;
  onChange: (range: TimeRange) => void;
};

// Loaded when it is opened, so that lists stay light.
const TimeRangeFields = dynamic(() => import('./time-range-fields').then((module) => module.TimeRangeFields));

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
          <TimeRangeFields since={since} before={before} onChange={onChange} />
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
