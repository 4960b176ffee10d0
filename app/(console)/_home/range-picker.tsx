import { cn } from '@/app/_ui/cn';
import { RANGES, type Range } from './ranges';

/** A picker for the range of the charts. */
export function RangePicker({ range, onRange }: { range: Range; onRange: (range: Range) => void }) {
  return (
    <fieldset className="flex rounded-md border p-0.5">
      <legend className="sr-only">Range</legend>
      {(Object.keys(RANGES) as Range[]).map((value) => (
        <label
          key={value}
          className={cn(
            'cursor-pointer rounded-sm px-2 text-xs leading-5 has-focus-visible:outline-2 has-focus-visible:outline-accent hover:text-ink',
            range === value ? 'bg-hover font-medium text-ink' : 'text-ink-2',
          )}
        >
          <input
            type="radio"
            name="range"
            value={value}
            checked={range === value}
            onChange={() => onRange(value)}
            className="sr-only"
          />
          {RANGES[value].label}
        </label>
      ))}
    </fieldset>
  );
}
