'use client';
import { useEffect, useState } from 'react';
import { Field as LabeledField } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import type { Path } from '../../_edit/set-at';
import type { Control, Field } from '../_specs/field';
import { useForm } from './form-context';

type NumberInputProps = {
  field: Omit<Field, 'control'>;
  control: Extract<Control, { type: 'number' }>;
  path: Path;
  value: unknown;
};

/** A number, or nothing where that is allowed; an incomplete number is not taken. */
export function NumberInput({ field, control: { integer, min, max, unit }, path, value }: NumberInputProps) {
  const { set, errorAt, readOnly } = useForm();
  const [typed, setTyped] = useState(() => toText(value));
  useEffect(
    () => setTyped((text) => (Number(text) === value && text !== '' ? text : toText(value))),
    [value],
  );
  const type = (text: string) => {
    setTyped(text);
    if (text.trim() === '') set(path, field.optional ? undefined : null);
    else if (Number.isFinite(Number(text))) set(path, Number(text));
  };
  return (
    <LabeledField
      label={unit ? `${field.label}, ${unit}` : field.label}
      hint={field.hint}
      optional={field.optional ?? false}
      error={errorAt(path)}
    >
      {(props) => (
        <Input
          {...props}
          type="number"
          step={integer ? 1 : 'any'}
          min={min}
          max={max}
          readOnly={readOnly}
          value={typed}
          onChange={(event) => type(event.target.value)}
          className="tabular h-8 text-sm"
        />
      )}
    </LabeledField>
  );
}

function toText(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}
