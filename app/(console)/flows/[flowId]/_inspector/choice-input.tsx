'use client';
import { useId } from 'react';
import { Switch } from '@/app/_ui/form/switch';
import type { Path } from '../_edit/set-at';
import type { Field, Option } from './_specs/field';
import { useForm } from './form-context';

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
  disabled: boolean;
};

/** One of a few, by the browser's own list; a value that is none of them is shown as it is. */
export function Choice({ label, value, options, onChoose, disabled }: ChoiceProps) {
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
        onChange={(event) => onChoose(event.target.value)}
        className="field h-8 px-2 text-sm"
      >
        {!known && <option value={value}>{value || 'Choose'}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

type TurnProps = {
  label: string;
  hint?: string | undefined;
  on: boolean;
  onTurn: (on: boolean) => void;
  disabled: boolean;
};

/** Something that is so or is not. */
export function Turn({ label, hint, on, onTurn, disabled }: TurnProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-3">
      <label htmlFor={id} className="text-sm">
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-ink-2 text-xs">{hint}</span>}
      </label>
      <Switch id={id} checked={on} disabled={disabled} onCheckedChange={onTurn} />
    </div>
  );
}

/** A switch that writes true or false. */
export function SwitchInput({
  field,
  fallback,
  path,
  value,
}: {
  field: Omit<Field, 'control'>;
  fallback: boolean;
  path: Path;
  value: unknown;
}) {
  const { set, readOnly } = useForm();
  const on = typeof value === 'boolean' ? value : fallback;
  return (
    <Turn
      label={field.label}
      hint={field.hint}
      on={on}
      disabled={readOnly}
      onTurn={(next) => set(path, next === fallback ? undefined : next)}
    />
  );
}
