'use client';
import { type ComponentProps, useId } from 'react';
import { Input } from '@/app/_ui/form/input';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** A time zone by its name, with completion. */
export function TimeZoneInput(props: ComponentProps<'input'>) {
  const id = useId();
  return (
    <>
      <Input {...props} list={id} maxLength={64} spellCheck={false} />
      <datalist id={id}>
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
