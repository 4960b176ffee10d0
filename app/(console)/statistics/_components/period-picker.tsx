'use client';
import { Input } from '@/app/_ui/form/input';
import { Segments } from '@/app/_ui/form/segments';
import { PERIODS, type StatisticsFilters } from '../_model/statistics-filters';

type Period = Pick<StatisticsFilters, 'days' | 'from' | 'to'>;
type PeriodPickerProps = {
  period: Period;
  /** The first and the last day that are shown; undefined while they load. */
  shown: { from: string; to: string } | undefined;
  onPick: (period: Period) => void;
};

/** A picker for the days that are shown: some that end today, or any others. */
export function PeriodPicker({ period, shown, onPick }: PeriodPickerProps) {
  const isOwn = period.from !== null || period.to !== null;
  return (
    <>
      <Segments
        label="Period"
        options={PERIODS}
        value={isOwn ? null : period.days}
        onPick={(days) => onPick({ days, from: null, to: null })}
      />
      <div className="flex items-center gap-1.5 text-ink-2 text-sm">
        <DayInput
          label="First day"
          day={period.from ?? shown?.from}
          onPick={(from) => onPick({ ...period, from, to: period.to ?? shown?.to ?? null })}
        />
        <span aria-hidden>–</span>
        <DayInput
          label="Last day"
          day={period.to ?? shown?.to}
          onPick={(to) => onPick({ ...period, from: period.from ?? shown?.from ?? null, to })}
        />
      </div>
    </>
  );
}

type DayInputProps = { label: string; day: string | undefined; onPick: (day: string) => void };

function DayInput({ label, day, onPick }: DayInputProps) {
  return (
    <Input
      type="date"
      aria-label={label}
      required
      value={day ?? ''}
      onChange={({ target }) => target.value && onPick(target.value)}
      className="h-7 w-34 px-2 text-sm"
    />
  );
}
