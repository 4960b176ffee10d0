'use client';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useMounted } from '@/app/_lib/use-in-browser';
import { Button } from '../button';
import { cn } from '../cn';
import { ErrorNote, type ShownError } from '../state/error-state';
import { syncPrefilledInputs } from './sync-prefilled-inputs';

type FormShellProps = {
  /** The failure of the last submit; null when there was none. Required, so that no form hides one. */
  error: ShownError | null;
  /** True while the submit runs. */
  pending: boolean;
  /** The label of the submit button. */
  submit: string;
  onSubmit: () => void;
  children: ReactNode;
  /** Shown before the submit button, e.g. Cancel. */
  secondary?: ReactNode;
  layout?: 'page' | 'card' | 'dialog';
  /** The accessible name of the form. */
  label: string;
};

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

/** A form with its failure and its submit button; its fields are `Field`s. */
export function FormShell({
  error,
  pending,
  submit,
  onSubmit,
  children,
  secondary,
  layout = 'page',
  label,
}: FormShellProps) {
  const mounted = useMounted();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.current) syncPrefilledInputs(form.current);
  }, []);
  const handle = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onSubmit();
  };
  return (
    <form ref={form} noValidate aria-label={label} onSubmit={handle} className="flex min-h-0 flex-1 flex-col">
      <div className={BODY[layout]}>
        {children}
        {error && <ErrorNote error={error} />}
      </div>
      <div className={cn(FOOT[layout])}>
        {secondary}
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          // Before hydration the browser would submit the form by itself, with all its values in the URL.
          disabled={!mounted}
          size={layout === 'page' ? 'lg' : 'md'}
          className={cn('disabled:opacity-100', layout === 'page' && 'w-full')}
        >
          {submit}
        </Button>
      </div>
    </form>
  );
}
