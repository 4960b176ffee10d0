import { useId } from 'react';
import { Checkbox } from '@/app/_ui/form/checkbox';

type LabeledCheckboxProps = {
  name: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  hint: string;
};

/** A checkbox with its label and a hint below. */
export function LabeledCheckbox({ name, checked, onChange, label, hint }: LabeledCheckboxProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        name={name}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        className="mt-0.5"
      />
      <label htmlFor={id} className="cursor-pointer text-sm">
        {label}
        <span className="block text-ink-2 text-xs">{hint}</span>
      </label>
    </div>
  );
}
