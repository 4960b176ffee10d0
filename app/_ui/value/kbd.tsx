import type { ComponentProps } from 'react';
import { cn } from '../cn';

/** A key of a keyboard. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-sm border bg-canvas px-1 font-sans text-ink-2 text-xs',
        className,
      )}
      {...props}
    />
  );
}
