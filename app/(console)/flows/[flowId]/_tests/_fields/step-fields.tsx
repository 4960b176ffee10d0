'use client';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import type { Step } from '../_model/new-test';
import { InterruptCheckbox } from './interrupt-checkbox';
import { NativeSelect } from './native-select';
import { RecordRows } from './record-rows';
import { ValueInput } from './value-input';

type StepFieldsProps = { step: Step; readOnly: boolean; onChange: (step: Step) => void };

const UNITS = {
  milliseconds: 'milliseconds',
  seconds: 'seconds',
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
};
const TRANSFERS = { success: 'It succeeds', failed: 'It fails', hangup: 'The person hangs up' };
const CONTROLS = { person: 'A person of the team takes over', flow: 'It is handed back to the flow' };

/** The fields of a step, by its kind. */
export function StepFields({ step, readOnly, onChange }: StepFieldsProps) {
  switch (step.type) {
    case 'say':
      return (
        <>
          <Textarea
            aria-label="Text"
            className="min-h-8 py-1"
            disabled={readOnly}
            value={step.text}
            onChange={({ target }) => onChange({ ...step, text: target.value })}
          />
          <InterruptCheckbox step={step} readOnly={readOnly} onChange={onChange} />
        </>
      );
    case 'choose':
      return (
        <Input
          aria-label={Array.isArray(step.choice) ? 'Choices, with commas between' : 'Choice'}
          className="h-8"
          disabled={readOnly}
          value={[step.choice].flat().join(', ')}
          onChange={({ target }) => onChange({ ...step, choice: readChoice(target.value, step.choice) })}
        />
      );
    case 'fill':
      return (
        <RecordRows
          noun="field"
          values={step.values}
          readOnly={readOnly}
          onChange={(values) => onChange({ ...step, values })}
        />
      );
    case 'set':
      return (
        <RecordRows
          noun="variable"
          values={step.variables}
          readOnly={readOnly}
          onChange={(variables) => onChange({ ...step, variables })}
        />
      );
    case 'event':
      return (
        <div className="grid grid-cols-2 gap-1.5">
          <Input
            aria-label="Name of the event"
            className="h-8 font-mono text-xs"
            disabled={readOnly}
            value={step.name}
            onChange={({ target }) => onChange({ ...step, name: target.value })}
          />
          <ValueInput
            label="Data of the event"
            disabled={readOnly}
            value={step.payload ?? null}
            onChange={(payload) => onChange({ ...step, payload })}
          />
        </div>
      );
    default:
      return <ChosenFields step={step} readOnly={readOnly} onChange={onChange} />;
  }
}

type Chosen = Extract<Step, { type: 'transfer' | 'pass' | 'control' }>;

function ChosenFields({ step, readOnly, onChange }: Omit<StepFieldsProps, 'step'> & { step: Chosen }) {
  const shared = { disabled: readOnly };
  if (step.type === 'control')
    return (
      <NativeSelect
        {...shared}
        label="Who has the conversation"
        value={step.by}
        words={CONTROLS}
        onChange={(by) => onChange({ ...step, by })}
      />
    );
  if (step.type === 'transfer')
    return (
      <NativeSelect
        {...shared}
        label="Result of the transfer"
        value={step.status}
        words={TRANSFERS}
        onChange={(status) => onChange({ ...step, status })}
      />
    );
  const { amount, unit } = step.time;
  return (
    <div className="flex gap-1.5">
      <Input
        {...shared}
        type="number"
        min={1}
        aria-label="Amount of time"
        className="h-8 w-28"
        value={amount}
        onChange={({ target }) =>
          onChange({ ...step, time: { unit, amount: Math.max(1, Math.round(Number(target.value))) } })
        }
      />
      <NativeSelect
        {...shared}
        label="Unit of time"
        value={unit}
        words={UNITS}
        onChange={(next) => onChange({ ...step, time: { amount, unit: next } })}
      />
    </div>
  );
}

// Several choices stay several; a label may have a comma itself.
function readChoice(text: string, before: string | string[]): string | string[] {
  return Array.isArray(before) ? text.split(/,\s*/) : text;
}
