'use client';
import { fieldsIn, isFields } from '@/app/_features/flow/graph/read-fields';
import type { Path } from '../../_edit/set-at';
import { useForm } from './form-context';
import { NumberInput } from './number-input';
import { SelectInput } from './select-input';

const UNITS = ['seconds', 'minutes', 'hours', 'days'].map((value) => ({ value, label: value }));
const WHOLE_NUMBER = { type: 'number', integer: true, min: 1 } as const;

/** A duration: an amount and a unit. */
export function DurationInput({ label, path, value }: { label: string; path: Path; value: unknown }) {
  const { set, readOnly } = useForm();
  const { amount, unit } = isFields(value) ? value : fieldsIn({}, '');
  return (
    <fieldset className="grid min-w-0 grid-cols-2 items-end gap-2">
      <legend className="sr-only">{label}</legend>
      <NumberInput
        field={{ name: 'amount', label }}
        control={WHOLE_NUMBER}
        path={[...path, 'amount']}
        value={amount}
      />
      <SelectInput
        label="Unit"
        value={typeof unit === 'string' ? unit : ''}
        options={UNITS}
        disabled={readOnly}
        onSelect={(next) => set([...path, 'unit'], next)}
      />
    </fieldset>
  );
}
