'use client';
import { cn } from '@/app/_ui/cn';

type NativeSelectProps<V extends string> = {
  label: string;
  value: V;
  /** The words of each value, in their order. */
  words: Readonly<Record<V, string>>;
  onChange: (value: V) => void;
  disabled?: boolean;
  className?: string;
};

/** A small choice within a row of fields. */
export function NativeSelect<V extends string>({
  label,
  value,
  words,
  onChange,
  disabled,
  className,
}: NativeSelectProps<V>) {
  return (
    <select
      aria-label={label}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.target.value as V)}
      className={cn('field h-8 w-auto shrink-0 px-1.5 text-sm', className)}
    >
      {Object.entries<string>(words).map(([name, shown]) => (
        <option key={name} value={name}>
          {shown}
        </option>
      ))}
    </select>
  );
}
