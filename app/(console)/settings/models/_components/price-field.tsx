'use client';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { parsePrice } from '../_model/price-text';

type PriceFieldProps = { label: string; value: string; onChange: (value: string) => void; isTried: boolean };

/** Dollars for a million tokens; shows its error once a submit was tried. */
export function PriceField({ label, value, onChange, isTried }: PriceFieldProps) {
  const isWrong = isTried && parsePrice(value) === null;
  return (
    <Field
      label={label}
      hint="US dollars per million tokens."
      error={isWrong ? 'Enter dollars, such as 0.15, with at most 6 decimals.' : null}
    >
      {(control) => (
        <div className="relative">
          <span aria-hidden className="absolute inset-y-0 left-3 flex items-center text-ink-3 text-sm">
            $
          </span>
          <Input
            {...control}
            className="tabular pl-7"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.00"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  );
}
