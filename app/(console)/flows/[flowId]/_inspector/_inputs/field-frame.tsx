import { type ReactNode, useId } from 'react';
import { cn } from '@/app/_ui/cn';

type FieldFrameProps = {
  label: string;
  hint?: string | undefined;
  error: string | null;
  optional?: boolean | undefined;
  /** Shown at the right of the label. */
  aside?: ReactNode;
  children: (describedBy: string | undefined) => ReactNode;
};

/** A label above a control of several parts, and its error or hint below. */
export function FieldFrame({ label, hint, error, optional, aside, children }: FieldFrameProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="space-y-1">
      <div className="flex min-h-5 items-baseline gap-1.5 text-sm">
        <span className="font-medium">{label}</span>
        {optional && <span className="text-ink-3 text-xs">optional</span>}
        {aside && <span className="ml-auto">{aside}</span>}
      </div>
      {children(note ? id : undefined)}
      {note && (
        <p id={id} className={cn('text-xs', error ? 'text-failed' : 'text-ink-2')}>
          {note}
        </p>
      )}
    </div>
  );
}
