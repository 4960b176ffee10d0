'use client';
import { useState } from 'react';
import { Input } from '@/app/_ui/form/input';
import type { Json } from '@/server/engine/json';
import { readValueText, toValueText } from '../_model/value-text';

type ValueInputProps = { label: string; value: Json; onChange: (value: Json) => void; disabled?: boolean };

/** A value on one line: a text, a number, or any JSON. What is typed stays as it is while it means the same value. */
export function ValueInput({ label, value, onChange, disabled }: ValueInputProps) {
  const [typed, setTyped] = useState(() => toValueText(value));
  const isSame = JSON.stringify(readValueText(typed)) === JSON.stringify(value);
  return (
    <Input
      aria-label={label}
      className="h-8 font-mono text-xs"
      disabled={disabled}
      value={isSame ? typed : toValueText(value)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(readValueText(target.value));
      }}
    />
  );
}
