'use client';
import { ChevronDown, X } from 'lucide-react';
import { Button } from '../button';
import { cn } from '../cn';
import { Popover, PopoverContent, PopoverTrigger } from '../overlay/popover';

export type FilterOption = { value: string; label: string };

type FilterChipProps = {
  /** The name of the filter, e.g. "Status". */
  label: string;
  options: readonly FilterOption[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** Only one value at a time. */
  single?: boolean;
};

/** A filter that shows its values; keep them in the URL so that a view can be shared. */
export function FilterChip({ label, options, selected, onChange, single = false }: FilterChipProps) {
  const chosen = options.filter((option) => selected.includes(option.value));
  const toggle = (value: string) => {
    if (selected.includes(value)) onChange(selected.filter((item) => item !== value));
    else onChange(single ? [value] : [...selected, value]);
  };
  return (
    <span className="inline-flex">
      <Popover>
        <PopoverTrigger>
          <Button
            size="sm"
            className={cn('rounded-full', chosen.length > 0 ? 'border-ink-3 pr-2' : 'border-dashed')}
          >
            <span className={cn(chosen.length > 0 && 'text-ink-2')}>{label}</span>
            {chosen.length > 0 && <span>{summary(chosen)}</span>}
            <ChevronDown aria-hidden className="size-3.5! text-ink-3" />
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-56 p-1" aria-label={`Filter by ${label.toLowerCase()}`}>
          {options.map((option) => (
            <Choice
              name={label}
              key={option.value}
              option={option}
              single={single}
              on={selected.includes(option.value)}
              onPress={() => toggle(option.value)}
            />
          ))}
          {chosen.length > 0 && (
            <button
              type="button"
              onClick={() => onChange([])}
              className="mt-1 flex h-8 w-full items-center gap-2 rounded-md border-t px-2 text-ink-2 text-sm hover:bg-hover"
            >
              <X aria-hidden className="size-4" /> Clear
            </button>
          )}
        </PopoverContent>
      </Popover>
    </span>
  );
}

type ChoiceProps = { name: string; option: FilterOption; single: boolean; on: boolean; onPress: () => void };

function Choice({ name, option, single, on, onPress }: ChoiceProps) {
  return (
    <label className="flex h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-sm hover:bg-hover has-focus-visible:bg-hover">
      <input
        type={single ? 'radio' : 'checkbox'}
        name={name}
        checked={on}
        onChange={onPress}
        onClick={() => single && on && onPress()}
        className="size-4 accent-ink"
      />
      {option.label}
    </label>
  );
}

function summary(chosen: readonly FilterOption[]): string {
  const [first, ...rest] = chosen;
  return rest.length === 0 ? (first?.label ?? '') : `${String(chosen.length)} selected`;
}
