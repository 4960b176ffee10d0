'use client';
import { useState } from 'react';
import type { VariableFact } from '@/app/_features/flow/condition/list-variable-facts';
import { Input } from '@/app/_ui/form/input';
import { useForm } from '../_inputs/form-context';

const OTHER = '\u0000other';
/** A variable with parts, as in `order.items[0].name`. */
const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d{1,6}\])*$/;

type VariableFieldProps = {
  label: string;
  path: string;
  facts: readonly VariableFact[];
  onChange: (path: string) => void;
};

/** One of the variables of the flow, or a part of one that is typed. */
export function VariableField({ label, path, facts, onChange }: VariableFieldProps) {
  const { readOnly } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed !== null)
    return (
      <Input
        aria-label={label}
        aria-invalid={!PATH.test(typed) || undefined}
        // The author has just asked to type it.
        autoFocus
        spellCheck={false}
        placeholder="order.total"
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped(value);
          if (PATH.test(value)) onChange(value);
        }}
        onBlur={() => setTyped(null)}
        className="h-8 font-mono text-sm"
      />
    );
  const known = facts.some((fact) => fact.path === path);
  return (
    <select
      aria-label={label}
      value={path}
      disabled={readOnly}
      onChange={({ target: { value } }) => (value === OTHER ? setTyped(path) : onChange(value))}
      className="field h-8 px-2 font-mono text-sm"
    >
      {!known && <option value={path}>{path || 'Select a variable'}</option>}
      {facts.map((fact) => (
        <option key={fact.path} value={fact.path}>
          {fact.path}
        </option>
      ))}
      <option value={OTHER}>Type another one…</option>
    </select>
  );
}
