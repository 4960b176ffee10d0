'use client';
import { type ComponentProps, useId } from 'react';
import { Input } from '@/app/_ui/form/input';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

type TimezoneInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'list'> & {
  value: string;
  onZone: (zone: string) => void;
};

/** A time zone by its name, with completion. */
export function TimezoneInput({ value, onZone, ...control }: TimezoneInputProps) {
  const id = useId();
  return (
    <>
      <Input
        {...control}
        list={id}
        maxLength={64}
        spellCheck={false}
        value={value}
        onChange={(event) => onZone(event.target.value)}
      />
      <datalist id={id}>
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
