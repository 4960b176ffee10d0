'use client';
import {
  type AssignedValue,
  readAssignedValue,
  type Sum,
  writeAssignedValue,
} from '@/app/_features/flow/condition/assigned-value';
import type { Operand } from '@/app/_features/flow/condition/condition';
import { unknownFact, type VariableFact } from '@/app/_features/flow/condition/list-variable-facts';
import { useForm } from '../_inputs/form-context';
import { OperandField } from './operand-field';
import { useHeld } from './use-held';
import { useVariableFacts } from './use-variable-facts';

type AssignedRowProps = {
  label: string;
  source: string;
  locals: readonly string[];
  onChange: (source: string) => void;
};

type Way = 'value' | 'calculation' | 'now' | 'today' | 'emptyList';

const WAYS: Record<Way, string> = {
  value: 'A value',
  calculation: 'A calculation',
  now: 'The time now',
  today: 'The day today',
  emptyList: 'An empty list',
};
const SUMS: Record<Sum, string> = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'divided by' };
const BLANK: Operand = { type: 'text', text: '' };
const ANY = unknownFact('');

/** The value that a variable is set to, without code. */
export function AssignedRow({ label, source, locals, onChange }: AssignedRowProps) {
  const { readOnly } = useForm();
  const facts = useVariableFacts(locals);
  const [value, hold] = useHeld(source, readValue, writeAssignedValue);
  const change = (next: AssignedValue) => onChange(hold(next));
  return (
    <div className="space-y-1">
      <select
        aria-label={`Kind of ${label.toLowerCase()}`}
        value={wayOf(value)}
        disabled={readOnly}
        onChange={({ target }) => change(startWay(target.value as Way, value, facts))}
        className="field h-8 px-2 text-sm"
      >
        {(Object.keys(WAYS) as Way[]).map((way) => (
          <option key={way} value={way}>
            {WAYS[way]}
          </option>
        ))}
      </select>
      {value.type === 'calculation' ? (
        <>
          <OperandField
            label="Left"
            operand={value.left}
            fact={ANY}
            facts={facts}
            onChange={(left) => change({ ...value, left })}
          />
          <select
            aria-label="Operation"
            value={value.sign}
            disabled={readOnly}
            onChange={({ target }) => change({ ...value, sign: target.value as Sum })}
            className="field h-8 px-2 text-sm"
          >
            {(Object.keys(SUMS) as Sum[]).map((sign) => (
              <option key={sign} value={sign}>
                {SUMS[sign]}
              </option>
            ))}
          </select>
          <OperandField
            label="Right"
            operand={value.right}
            fact={ANY}
            facts={facts}
            onChange={(right) => change({ ...value, right })}
          />
        </>
      ) : (
        isOperand(value) && (
          <OperandField label={label} operand={value} fact={ANY} facts={facts} onChange={change} />
        )
      )}
    </div>
  );
}

function readValue(source: string): AssignedValue {
  const reading = readAssignedValue(source);
  return reading.ok ? reading.value : BLANK;
}

function isOperand(value: AssignedValue): value is Operand {
  return wayOf(value) === 'value';
}

function wayOf({ type }: AssignedValue): Way {
  return type === 'calculation' || type === 'now' || type === 'today' || type === 'emptyList'
    ? type
    : 'value';
}

function startWay(way: Way, before: AssignedValue, facts: readonly VariableFact[]): AssignedValue {
  if (way === 'value') return BLANK;
  if (way !== 'calculation') return { type: way };
  const left: Operand = { type: 'variable', path: facts[0]?.path ?? 'amount' };
  return {
    type: 'calculation',
    left: before.type === 'variable' ? before : left,
    sign: '+',
    right: { type: 'number', number: 1 },
  };
}
