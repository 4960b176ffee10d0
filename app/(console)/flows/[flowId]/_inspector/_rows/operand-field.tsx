'use client';
import { useEffect, useState } from 'react';
import type { Operand } from '@/app/_features/flow/condition/condition';
import type { VariableFact } from '@/app/_features/flow/condition/list-variable-facts';
import { Input } from '@/app/_ui/form/input';
import { useForm } from '../_inputs/form-context';
import { VariableField } from './variable-field';

type Source = 'choice' | Operand['type'];

const SOURCES: Record<Source, string> = {
  choice: 'Choice',
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  variable: 'Variable',
  null: 'Nothing',
};

type OperandFieldProps = {
  label: string;
  operand: Operand;
  /** What it is compared with: its choices are offered. */
  fact: VariableFact;
  facts: readonly VariableFact[];
  onChange: (operand: Operand) => void;
};

/** A value by its type: one of the choices, a text, a number, yes or no, another variable, or nothing. */
export function OperandField({ label, operand, fact, facts, onChange }: OperandFieldProps) {
  const { readOnly } = useForm();
  const source = sourceOf(operand, fact);
  const sources = (Object.keys(SOURCES) as Source[]).filter(
    (one) => one !== 'choice' || fact.choices.length > 0,
  );
  return (
    <div className="grid min-w-0 flex-1 grid-cols-[3fr_2fr] gap-1">
      <ValueField source={source} {...{ label, operand, fact, facts, onChange }} />
      <select
        aria-label={`Kind of ${label.toLowerCase()}`}
        value={source}
        disabled={readOnly}
        onChange={({ target }) => onChange(blankOf(target.value as Source, fact, facts))}
        className="field h-8 px-2 text-sm"
      >
        {sources.map((one) => (
          <option key={one} value={one}>
            {SOURCES[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

function sourceOf(operand: Operand, { choices }: VariableFact): Source {
  return operand.type === 'text' && choices.includes(operand.text) ? 'choice' : operand.type;
}

function blankOf(source: Source, { choices }: VariableFact, facts: readonly VariableFact[]): Operand {
  switch (source) {
    case 'choice':
      return { type: 'text', text: choices[0] ?? '' };
    case 'text':
      return { type: 'text', text: '' };
    case 'number':
      return { type: 'number', number: 0 };
    case 'boolean':
      return { type: 'boolean', on: true };
    case 'variable':
      return { type: 'variable', path: facts[0]?.path ?? 'name' };
    case 'null':
      return { type: 'null' };
  }
}

function ValueField({
  source,
  operand,
  fact,
  facts,
  label,
  onChange,
}: OperandFieldProps & { source: Source }) {
  const { readOnly } = useForm();
  if (operand.type === 'null')
    return <Input aria-label={label} readOnly value="Nothing" className="h-8 text-sm" />;
  if (operand.type === 'variable')
    return (
      <VariableField
        label={label}
        path={operand.path}
        facts={facts}
        onChange={(path) => onChange({ type: 'variable', path })}
      />
    );
  if (operand.type === 'number')
    return <NumberField label={label} number={operand.number} onChange={onChange} />;
  const options = operand.type === 'boolean' ? ['Yes', 'No'] : source === 'choice' ? fact.choices : null;
  if (options)
    return (
      <select
        aria-label={label}
        value={operand.type === 'boolean' ? (operand.on ? 'Yes' : 'No') : operand.text}
        disabled={readOnly}
        onChange={({ target: { value } }) =>
          onChange(
            operand.type === 'boolean'
              ? { type: 'boolean', on: value === 'Yes' }
              : { type: 'text', text: value },
          )
        }
        className="field h-8 px-2 text-sm"
      >
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  return (
    <Input
      aria-label={label}
      readOnly={readOnly}
      autoComplete="off"
      value={operand.type === 'text' ? operand.text : ''}
      onChange={({ target }) => onChange({ type: 'text', text: target.value })}
      className="h-8 text-sm"
    />
  );
}

type NumberFieldProps = { label: string; number: number; onChange: (operand: Operand) => void };

// An incomplete number is not taken.
function NumberField({ label, number, onChange }: NumberFieldProps) {
  const { readOnly } = useForm();
  const [typed, setTyped] = useState(String(number));
  useEffect(
    () => setTyped((text) => (text.trim() !== '' && Number(text) === number ? text : String(number))),
    [number],
  );
  const type = (text: string) => {
    setTyped(text);
    const next = Number(text);
    if (text.trim() !== '' && Number.isFinite(next)) onChange({ type: 'number', number: next });
  };
  return (
    <Input
      aria-label={label}
      inputMode="decimal"
      aria-invalid={typed.trim() === '' || !Number.isFinite(Number(typed)) || undefined}
      readOnly={readOnly}
      value={typed}
      onChange={({ target }) => type(target.value)}
      className="tabular h-8 text-sm"
    />
  );
}
