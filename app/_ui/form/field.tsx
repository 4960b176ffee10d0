'use client';
import { type ReactNode, useId } from 'react';
import { cn } from '../cn';
import { Label } from './label';

/** The attributes that tie a control to its name, hint and error. */
export type ControlProps = {
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
  /** Shows the label to assistive technology only. */
  hideLabel?: boolean;
  children: (control: ControlProps) => ReactNode;
};

/** A labeled control with a hint below it, which the error replaces. */
export function Field({ label, hint, error, optional = false, hideLabel = false, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id} className={hideLabel ? 'sr-only' : 'flex items-baseline gap-1.5'}>
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

type FieldGroupProps = Pick<FieldProps, 'label' | 'hint' | 'error'> & {
  /** The name of the value in its form. */
  name?: string;
  children: ReactNode;
};

/** Several controls under one label, e.g. checkboxes. */
export function FieldGroup({ label, hint, error, name, children }: FieldGroupProps) {
  const id = useId();
  const noteIds = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      name={name}
      // Takes the focus when its value is refused.
      tabIndex={error ? -1 : undefined}
      data-invalid={error ? true : undefined}
      aria-describedby={noteIds || undefined}
      className="space-y-2"
    >
      <legend className="font-medium text-sm">{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 text-ink-2 text-xs">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-failed text-xs">
          {error}
        </p>
      )}
    </fieldset>
  );
}
