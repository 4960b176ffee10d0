'use client';
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/app/_ui/button';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { Input } from '@/app/_ui/form/input';
import {
  type Day,
  isOvernight,
  type Span,
  spansOf,
  toTimeText,
  type Weekday,
  withSpans,
} from './business-hours';

type DayRowProps = { weekday: Weekday; weekdays: Day[]; onChange: (weekdays: Day[]) => void };

const USUAL: Span = { from: '9:00', to: '17:00' };
const MOST_SPANS = 10;

/** One day of the week: closed, or open in some spans. */
export function DayRow({ weekday, weekdays, onChange }: DayRowProps) {
  const id = useId();
  const spans = spansOf(weekdays, weekday);
  const set = (next: Span[]) => onChange(withSpans(weekdays, weekday, next));
  const setAt = (index: number, part: Partial<Span>) =>
    set(spans.map((span, at) => (at === index ? { ...span, ...part } : span)));
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2 px-3 py-2">
      <span className="flex h-8 w-32 items-center gap-2.5">
        <Checkbox
          id={id}
          checked={spans.length > 0}
          onCheckedChange={(on) => set(on === true ? [USUAL] : [])}
        />
        <label htmlFor={id} className="cursor-pointer text-sm">
          {weekday}
        </label>
      </span>
      {spans.length === 0 && <span className="flex h-8 items-center text-ink-2 text-sm">Closed</span>}
      <div className="space-y-2">
        {spans.map(({ from, to }, index) => (
          <div key={`${weekday}-${String(index)}`} className="flex items-center gap-1.5">
            <Clock
              label={`${weekday}, from`}
              value={from}
              onChange={(next) => setAt(index, { from: next })}
            />
            <span className="text-ink-2 text-sm">to</span>
            <Clock label={`${weekday}, to`} value={to} onChange={(next) => setAt(index, { to: next })} />
            {isOvernight({ from, to }) && <span className="text-ink-2 text-xs">next day</span>}
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Remove hours from ${weekday}`}
              onClick={() => set(spans.filter((_, at) => at !== index))}
            >
              <X aria-hidden />
            </Button>
          </div>
        ))}
      </div>
      {spans.length > 0 && spans.length < MOST_SPANS && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Add hours to ${weekday}`}
          onClick={() => set([...spans, USUAL])}
        >
          <Plus aria-hidden />
        </Button>
      )}
    </div>
  );
}

function Clock({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Input
      type="time"
      aria-label={label}
      aria-invalid={value === '' || undefined}
      className="h-8 w-28 px-2 text-sm"
      value={toTimeText(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
