'use client';
import { type ReactNode, useId } from 'react';
import { cn } from '../cn';
import { Label } from './label';

/** The attributes that tie a control to its name, hint and error. */
type ControlProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldProps = {
  label: string;
  hint?: ReactNode;
  /** The error of the value, as one sentence; null when there is none. */
  error: string | null;
  optional?: boolean;
  children: (control: ControlProps) => ReactNode;
};

/** A labeled control with a hint below it, which the error replaces. */
export function Field({ label, hint, error, optional = false, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id} className="flex items-baseline gap-1.5">
        {label} {optional && <span className="font-normal text-ink-3 text-xs">optional</span>}
      </Label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note && (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={cn('text-xs', error ? 'text-failed' : 'text-ink-2')}
        >
          {note}
        </p>
      )}
    </div>
  );
}

/** Several controls under one label, e.g. checkboxes. */
export function FieldGroup({
  label,
  hint,
  error,
  children,
}: Omit<FieldProps, 'children' | 'optional'> & { children: ReactNode }) {
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium text-sm">{label}</legend>
      {hint && <p className="-mt-1 text-ink-2 text-xs">{hint}</p>}
      {children}
      {error && (
        <p role="alert" className="text-failed text-xs">
          {error}
        </p>
      )}
    </fieldset>
  );
}
