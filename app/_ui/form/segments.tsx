import { cn } from '../cn';

type SegmentsProps<V extends string> = {
  /** The accessible name of the choice. */
  label: string;
  options: readonly { value: V; label: string }[];
  /** The chosen value; null for none of them. */
  value: V | null;
  onPick: (value: V) => void;
};

/** A choice among a few values with short names, in one row. */
export function Segments<V extends string>({ label, options, value: chosen, onPick }: SegmentsProps<V>) {
  return (
    <fieldset className="flex rounded-md border p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map(({ value, label: name }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onPick(value)}
          className={cn(
            'h-6.5 whitespace-nowrap rounded-sm px-2.5 text-sm transition-colors',
            value === chosen ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:text-ink',
          )}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
