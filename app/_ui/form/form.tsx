'use client';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../button';
import { ErrorNote, type ShownError } from '../state/error-state';
import { syncPrefilledInputs } from './sync-prefilled-inputs';

const BODY = {
  page: 'space-y-4',
  card: 'space-y-4 p-4',
  dialog: 'min-h-0 flex-1 space-y-4 overflow-y-auto px-5 py-4',
};
const FOOT = {
  page: 'pt-5',
  card: 'flex justify-end gap-2 border-t bg-canvas px-4 py-3',
  dialog: 'flex justify-end gap-2 border-t bg-canvas px-5 py-3',
};

/** The state of a form, as `useServerForm` keeps it. */
export type FormHandle = {
  onSubmit: (event: FormEvent<HTMLFormElement>) => Promise<void>;
  /** The failure of the last submit that belongs to no field. */
  failure: ShownError | null;
  isSubmitting: boolean;
  submitCount: number;
};

export type FormProps = {
  form: FormHandle;
  /** The accessible name of the form. */
  label: string;
  /** The label of the submit button. */
  submit: string;
  /** Also true while something follows the submit; default: while it runs. */
  pending?: boolean;
  layout?: 'page' | 'card' | 'dialog';
  /** Shown before the submit button, e.g. Cancel. */
  secondary?: ReactNode;
  children: ReactNode;
};

const INVALID = '[aria-invalid="true"], fieldset[data-invalid]';

/** A form with its failure and its submit button; its fields are `FormField`s. A refusal focuses the first invalid one. */
export function Form({ form, label, submit, pending, layout = 'page', secondary, children }: FormProps) {
  const element = useRef<HTMLFormElement>(null);
  const { isSubmitting, submitCount, failure } = form;
  const isPending = pending ?? isSubmitting;
  useEffect(() => {
    if (element.current) syncPrefilledInputs(element.current);
  }, []);
  useEffect(() => {
    if (submitCount === 0 || isSubmitting) return;
    const first = element.current?.querySelector<HTMLElement>(INVALID);
    // Of a group the control itself, where one is marked.
    (first?.querySelector<HTMLElement>(INVALID) ?? first)?.focus();
  }, [submitCount, isSubmitting]);
  const handle = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isPending) void form.onSubmit(event);
  };
  return (
    <form
      ref={element}
      // Without its scripts the browser would otherwise open a URL with all values of the form.
      method="dialog"
      noValidate
      aria-label={label}
      onSubmit={handle}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className={BODY[layout]}>
        {children}
        {failure && <ErrorNote error={failure} />}
      </div>
      <div className={FOOT[layout]}>
        {secondary}
        <Button
          type="submit"
          variant="primary"
          pending={isPending}
          size={layout === 'page' ? 'lg' : 'md'}
          className={layout === 'page' ? 'w-full' : ''}
        >
          {submit}
        </Button>
      </div>
    </form>
  );
}
