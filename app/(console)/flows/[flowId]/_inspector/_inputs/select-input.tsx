'use client';
import { useId } from 'react';
import type { Option } from '../_specs/field';

type SelectInputProps = {
  label: string;
  value: string;
  options: readonly Option[];
  onSelect: (value: string) => void;
  disabled: boolean;
};

/** A native select; a value that is not an option is shown as it is. */
export function SelectInput({ label, value, options, onSelect, disabled }: SelectInputProps) {
  const id = useId();
  const known = options.some((option) => option.value === value);
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block font-medium text-sm">
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onSelect(event.target.value)}
        className="field h-8 px-2 text-sm"
      >
        {!known && <option value={value}>{value || 'Select'}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
