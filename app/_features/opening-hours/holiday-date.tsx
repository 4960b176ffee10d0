'use client';
import { type ComponentProps, useId } from 'react';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { Input } from '@/app/_ui/form/input';
import { isYearly, toDateOfYear, toFullDate, toYearly } from './business-hours';

type HolidayDateProps = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  value: string | undefined;
  onChange: (date: string) => void;
};

/** The date of a holiday, in one year or in every year. */
export function HolidayDate({ value = '', onChange, ...rest }: HolidayDateProps) {
  const id = useId();
  const everyYear = isYearly(value);
  return (
    <div className="flex items-center gap-3">
      <Input
        {...rest}
        type="date"
        value={toFullDate(value)}
        onChange={({ target }) => onChange(everyYear ? toYearly(target.value) : target.value)}
      />
      <span className="flex shrink-0 items-center gap-2">
        <Checkbox
          id={id}
          checked={everyYear}
          disabled={value === ''}
          onCheckedChange={(on) => onChange(on === true ? toYearly(value) : toDateOfYear(value))}
        />
        <label htmlFor={id} className="cursor-pointer text-sm">
          Every year
        </label>
      </span>
    </div>
  );
}
