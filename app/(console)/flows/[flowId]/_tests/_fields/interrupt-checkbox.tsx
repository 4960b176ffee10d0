import { useId } from 'react';
import { Checkbox } from '@/app/_ui/form/checkbox';
import type { Step } from '../_model/new-test';

type SayStep = Extract<Step, { type: 'say' }>;
type InterruptCheckboxProps = { step: SayStep; readOnly: boolean; onChange: (step: Step) => void };

/** Whether the message of a step ends a call that is under way. */
export function InterruptCheckbox({ step, readOnly, onChange }: InterruptCheckboxProps) {
  const { interrupt, ...queued } = step;
  const id = useId();
  return (
    <label htmlFor={id} className="flex items-center gap-2 text-ink-2 text-xs">
      <Checkbox
        id={id}
        checked={interrupt === true}
        disabled={readOnly}
        onCheckedChange={(isOn) => onChange(isOn ? { ...queued, interrupt: true } : queued)}
      />
      Interrupts a call that is under way
    </label>
  );
}
