'use client';
import { useId } from 'react';
import { Switch } from '@/app/_ui/form/switch';
import type { Path } from '../../_edit/set-at';
import type { Field } from '../_specs/field';
import { useForm } from './form-context';

type ToggleInputProps = {
  label: string;
  hint?: string | undefined;
  on: boolean;
  onToggle: (on: boolean) => void;
  disabled: boolean;
};

/** A labeled switch. */
export function ToggleInput({ label, hint, on, onToggle, disabled }: ToggleInputProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-3">
      <label htmlFor={id} className="text-sm">
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-ink-2 text-xs">{hint}</span>}
      </label>
      <Switch id={id} checked={on} disabled={disabled} onCheckedChange={onToggle} />
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
    <ToggleInput
      label={field.label}
      hint={field.hint}
      on={on}
      disabled={readOnly}
      onToggle={(next) => set(path, next === fallback ? undefined : next)}
    />
  );
}
